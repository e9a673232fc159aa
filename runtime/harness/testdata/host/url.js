// URL, by the strings that go wrong elsewhere.
const attempt = (f) => { try { return f(); } catch (e) { return `${e.name}: ${e.message} ${e.code}`; } };

// User information would be masked in a transcript, and not in Node.
const hide = (text) => text.replaceAll("@", "(at)");

exports.onExecuteEventStream = async () => {
  const inputs = [
    "https://Example.COM", "https://example.com:443/", "http://example.com:8080", "http://example.com:80/a", "https://example.com/a/./b/../c",
    "https://example.com/a/%2e%2E/b", "https://example.com\\a\\b", "  https://example.com/x  ", "https://exa\tmple.com/\n", "https://example.com/a b?c d#e f",
    "https://user:pa ss@example.com/", "https://user@example.com", "https://example.com?x=1", "https://example.com#h", "https://example.com/ü?ü#ü",
    "https://example.com/a|b{c}`^'\"<>", "https://example.com/?a|b{c}`^'\"<>", "https://example.com/%zz%", "http://127.1/", "http://0x7f.0.0.1/", "http://1.2.3.4.5/",
    "http://[::1]:3000/", "http://[::ffff:1.2.3.4]/", "http://[1::2%25en0]/", "https://", "https:///x", "https:example.com", "//example.com", "example.com",
    "mailto:a@example.com", "file:///etc/passwd", "file://localhost/x", "javascript:alert(1)", "data:text/plain,hi there", "urn:ietf:params:scim", "https://a b/", "https://a%00b/", "https://a%41.com/",
    "https://example.com:99999/", "https://example.com:0/", "https://example.com:/x", "https://example.com:x/", "https://ex_ample.com/", "https://example.com./", "https://@/", "https://a@b@c/", "http://256.1.1.1/",
    "https://bücher.example/", "https://EXAMPLE.com/%7Efoo/%41", "HTTPS://example.com/..//a", "http://example.com/?q=eq \"a\"&b='c'", "foo://Host/Path/../x", "http://09.2.3.4/", "https://xn--bcher-kva.example/",
  ];
  for (const input of inputs) {
    console.log(hide(JSON.stringify(input)), attempt(() => {
      const u = new URL(input);
      return [u.href, u.origin, u.protocol, u.username, u.password, u.host, u.hostname, u.port, u.pathname, u.search, u.hash].map(hide).join(" | ");
    }));
  }
  for (const [input, base] of [
    ["/a", "https://example.com/b/c"], ["a", "https://example.com/b/c"], ["../a", "https://example.com/b/c/d"], ["?q", "https://example.com/b?c#d"],
    ["#h", "https://example.com/b?c#d"], ["", "https://example.com/b?c#d"], ["//other.com/x", "https://example.com/"], ["https:x", "https://example.com/b/c"],
    ["http:x", "https://example.com/"], ["a", "mailto:x"], ["#f", "mailto:x"], ["\\a\\b", "https://example.com/c/d"], ["..", "https://example.com/a/b/"], ["x", "relative"], ["./", "https://example.com/a/b"],
  ]) console.log(JSON.stringify(input), JSON.stringify(base), attempt(() => new URL(input, base).href), URL.canParse(input, base));

  const u = new URL("https://example.com/a?b=1#c");
  const set = (part, value) => { u[part] = value; console.log(part, JSON.stringify(value), hide(u.href)); };
  for (const [part, value] of [
    ["protocol", "http"], ["protocol", "ftp:"], ["protocol", "mailto"], ["protocol", "https"], ["host", "other.com:444"], ["host", "plain.com"], ["hostname", "name.com"], ["hostname", "a:1"],
    ["port", "8443"], ["port", "99999"], ["port", "443"], ["port", "12ab"], ["port", ""], ["pathname", "x y/../z"], ["pathname", ""], ["pathname", "a?b#c"],
    ["search", "q=ä b"], ["search", "?"], ["search", ""], ["hash", "x y"], ["hash", ""], ["username", "me@x"], ["password", "p:w"], ["username", ""], ["password", ""], ["href", "https://end.com/"],
  ]) set(part, value);
  console.log(attempt(() => { u.href = "nope"; }));
  u.searchParams.append("filter", 'externalId eq "a|b"');
  u.searchParams.set("x", "1");
  console.log(u.href, u.search, JSON.stringify(u), `${u}`, String(u));
  u.search = "?y=2";
  console.log(u.searchParams.get("y"), u.searchParams.has("x"), Object.prototype.toString.call(u));
  u.searchParams.delete("y");
  console.log(u.href);
};
