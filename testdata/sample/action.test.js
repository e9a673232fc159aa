// A test of the generated Action in Jest, for who has a JavaScript project around it. The
// types of action.d.ts tell an editor what an event has.

const { onExecuteEventStream } = require("./action");

/** @type {import("./action").Event} */
const event = {
  message: {
    type: "user.created",
    id: "evt_1",
    data: { object: { user_id: "auth0|1", email: "Ada@Example.com", email_verified: true, app_metadata: { office: "ber" } } },
  },
  secrets: { SCIM_BASE_URL: "https://scim.example.com/scim/v2", SCIM_BEARER_TOKEN: "a-token" },
};

test("somebody who joins is created", async () => {
  global.fetch = jest.fn().mockResolvedValue({ status: 201, json: async () => ({ id: "17" }) });

  await onExecuteEventStream(event);

  const [url, request] = global.fetch.mock.calls[0];
  expect(url).toBe("https://scim.example.com/scim/v2/Users");
  expect(JSON.parse(request.body)).toMatchObject({
    userName: "ada@example.com",
    addresses: [{ locality: "Berlin" }],
  });
});

test("somebody of another company is not", async () => {
  global.fetch = jest.fn();
  const user = { ...event.message.data.object, email: "eve@example.org" };

  await onExecuteEventStream({ ...event, message: { ...event.message, data: { object: user } } });

  expect(global.fetch).not.toHaveBeenCalled();
});
