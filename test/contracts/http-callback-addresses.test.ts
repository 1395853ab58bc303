import { describe, expect, test } from "vitest";
import { isLoopback, isPublic } from "../../src/deliveries/outbound/addresses.ts";
import { callbacksTo } from "../../src/deliveries/outbound/callbacks.ts";

describe("what is on the public internet", () => {
  test.each([
    "1.1.1.1",
    "93.184.216.34",
    "172.15.255.255",
    "172.32.0.1",
    "100.63.255.255",
    "2606:4700::1111",
    "2a01:4f8::1",
  ])("%s is", (address) => {
    expect(isPublic(address)).toBe(true);
  });

  test.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.7",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "100::1",
    "2001:db8::1",
    "2001::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd12::1",
    "fe80::1",
    "ff02::1",
    "not an address",
    "",
  ])("%s is not", (address) => {
    expect(isPublic(address)).toBe(false);
  });

  test("loopback is a whole network", () => {
    expect(["127.0.0.1", "127.255.0.3", "::1"].every(isLoopback)).toBe(true);
    expect(["128.0.0.1", "127.0.0.1.evil.test", "::2"].some(isLoopback)).toBe(false);
  });
});

describe("addresses that agents give", () => {
  const served = callbacksTo({ hosts: ["agents.internal", "10.0.0.7"], loopback: false });
  const own = callbacksTo({ hosts: [], loopback: true });

  test.each([
    "https://agent.example.org/hook",
    "https://93.184.216.34/",
    "https://[2606:4700::1111]/",
    "https://agents.internal/x",
    "http://agents.internal:8080/x",
    "http://10.0.0.7/",
  ])("%s may be called", (url) => {
    expect(served.refuses(url)).toBeNull();
  });

  test.each([
    ["http://agent.example.org/", "expected an https address"],
    ["ftp://agent.example.org/", "expected an https address"],
    ["file:///etc/passwd", "expected an https address"],
    ["nonsense", "expected an https address"],
    ["https://user:pass@agent.example.org/", "leave user and password out"],
    ["https://127.0.0.1/", "this machine can't be called back"],
    ["https://2130706433/", "this machine can't be called back"],
    ["https://0x7f.1/", "this machine can't be called back"],
    ["https://0177.0.0.1/", "this machine can't be called back"],
    ["https://127.1/", "this machine can't be called back"],
    ["https://[0:0:0:0:0:0:0:1]/", "this machine can't be called back"],
    ["https://[::ffff:7f00:1]/", "not on the public internet"],
    ["https://[64:ff9b::7f00:1]/", "not on the public internet"],
    ["https://[fe80::1]/", "not on the public internet"],
    ["https://3232235777/", "not on the public internet"],
    ["https://0xa9fea9fe/", "not on the public internet"],
    ["https://0300.0250.1.1/", "not on the public internet"],
    ["https://localhost./", "this machine can't be called back"],
    ["https://x.localhost/", "this machine can't be called back"],
    ["https://[::1]/", "this machine can't be called back"],
    ["https://[::ffff:127.0.0.1]/", "not on the public internet"],
    ["https://169.254.169.254/latest/meta-data", "not on the public internet"],
    ["https://10.0.0.8/", "not on the public internet"],
    ["https://0/", "not on the public internet"],
  ])("%s may not", (url, why) => {
    expect(served.refuses(url)).toContain(why);
  });

  test("on somebody's own machine, that machine may be called, and nothing else private", () => {
    expect(own.refuses("http://localhost:3000/hook")).toBeNull();
    expect(own.refuses("http://127.0.0.1:3000/hook")).toBeNull();
    expect(own.refuses("http://192.168.0.2/hook")).toContain("not on the public internet");
  });

  test.each<[string, string[]]>([
    ["a name that means something private by now", ["10.0.0.7"]],
    ["a name that means this machine by now", ["127.0.0.1"]],
    ["a mixed answer, the private address last", ["93.184.216.34", "169.254.169.254"]],
    ["an IPv4 address dressed as IPv6", ["::ffff:127.0.0.1"]],
    ["nothing at all", []],
  ])("the addresses behind a name count when it is called: %s", async (_, addresses) => {
    const asked: string[] = [];
    const rebound = callbacksTo({ hosts: [], loopback: false }, (hostname, _options, done) => {
      asked.push(hostname);
      const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
      done(null, found);
    });
    const url = "https://agent.example.org/hook";
    expect(rebound.refuses(url)).toBeNull();
    await expect(rebound.post(url, {}, "{}")).rejects.toThrow(
      "agent.example.org is not on the public internet",
    );
    expect(asked).toEqual(["agent.example.org"]);
  });

  test("and a refused one is not called either", async () => {
    await expect(served.post("https://localhost/", {}, "{}")).rejects.toThrow(
      /this machine can't be called back/,
    );
  });
});
