// The unit test that Auth0's documentation suggests for such an Action, in the
// way that it is written there: whoever has one like it must not have to change
// it. The answer of fetch has a status and json(), and nothing else.

const { onExecuteEventStream } = require("./action");

describe("onExecuteEventStream", () => {
  beforeEach(() => {
    global.fetch = jest.fn();
  });

  test("creates a user", async () => {
    global.fetch.mockResolvedValue({
      status: 201,
      json: async () => ({ id: "scim-123" }),
    });
    const event = {
      message: {
        type: "user.created",
        id: "evt_1",
        data: { object: { user_id: "auth0|abc", email: "user@example.com" } },
      },
      secrets: {
        SCIM_BASE_URL: "https://api.example.com/scim/v2",
        SCIM_BEARER_TOKEN: "test-token",
      },
    };

    await onExecuteEventStream(event);

    expect(global.fetch).toHaveBeenCalledTimes(1);
    expect(global.fetch).toHaveBeenCalledWith(
      "https://api.example.com/scim/v2/Users",
      expect.objectContaining({
        method: "POST",
        headers: expect.objectContaining({ Authorization: "Bearer test-token" }),
      }),
    );
  });
});
