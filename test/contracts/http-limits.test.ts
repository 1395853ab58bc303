/** What one caller can take of the service: bytes, headers, time and connections, each with real sockets. */
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen, type Listening, usualLimits } from "../../src/http/listen.ts";
import { createHttp } from "../../src/http/server.ts";
import { httpWorld, send, wish } from "../support/http-world.ts";

let world: Awaited<ReturnType<typeof httpWorld>>;
let key: string;
let quick: Listening;
const sockets: Socket[] = [];
beforeAll(async () => {
  world = await httpWorld();
  key = (await world.agent("support-bot")).key;
  const limits = { headersMs: 300, requestMs: 600, idleMs: 900, lookMs: 50, connections: 6 };
  quick = await listen(createHttp(world.ctx), { host: "127.0.0.1", port: 0 }, limits);
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await quick.close(0);
  await world.stop();
});

/** A socket that sends this and reads, unless told not to; `closed` resolves to how long it lived, in milliseconds. */
function open(text: string, read = true) {
  const socket = connect(quick.port, "127.0.0.1");
  sockets.push(socket);
  const began = performance.now();
  let got = "";
  socket.on("error", () => undefined);
  if (read) socket.on("data", (chunk: Buffer) => (got += chunk.toString()));
  else socket.pause();
  socket.write(text);
  const closed = new Promise<number>((resolve) =>
    socket.on("close", () => resolve(performance.now() - began)),
  );
  return { socket, closed, got: () => got };
}

/** The service still answers others, and had no failure of its own. */
async function unharmed(): Promise<void> {
  expect((await send(`${quick.url}/healthz`, null, { headers: { connection: "close" } })).status).toBe(200);
  expect(world.logged).toEqual([]);
}

test("headers that trickle in are cut off", async () => {
  const slow = open("GET /healthz HTTP/1.1\r\nhost: x\r\n");
  const trickle = setInterval(() => slow.socket.write("x-a: b\r\n"), 60);
  expect(await slow.closed).toBeLessThan(3_000);
  clearInterval(trickle);
  expect(slow.got()).toMatch(/^(HTTP\/1\.1 408 |$)/);
  await unharmed();
});

test("a body that trickles in is cut off", async () => {
  const slow = open(
    `POST /v1/requests HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n{`,
  );
  const trickle = setInterval(() => slow.socket.write(" "), 60);
  expect(await slow.closed).toBeLessThan(4_000);
  clearInterval(trickle);
  expect(slow.got()).not.toContain("HTTP/1.1 20");
  await unharmed();
});

test("whoever does not read the answer is cut off", async () => {
  const slow = open("GET /openapi.json HTTP/1.1\r\nhost: x\r\n\r\n".repeat(400), false);
  const before = performance.now();
  while (slow.socket.bytesRead === 0 && performance.now() - before < 2_000) await sleep(20);
  await sleep(2_500);
  slow.socket.resume();
  await slow.closed;
  // 400 answers of this length were asked for, and most of them never left.
  const one = (await send(`${quick.url}/openapi.json`, null)).text.length;
  expect(slow.socket.bytesRead).toBeLessThan(400 * one);
  await unharmed();
});

test("headers that are too large, and too many, are refused", async () => {
  const large = open(`GET /healthz HTTP/1.1\r\nhost: x\r\nx-a: ${"a".repeat(20_000)}\r\n\r\n`);
  await large.closed;
  expect(large.got()).toMatch(/^HTTP\/1\.1 431 /);
  const many = "x-a: b\r\n".repeat(usualLimits.headers + 20);
  const call = open(
    `GET /v1/actions HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${many}authorization: Bearer ${key}\r\n\r\n`,
  );
  await call.closed;
  expect(call.got()).toMatch(/^HTTP\/1\.1 4(31|01) /);
  await unharmed();
});

test("more connections than there may be are closed at once, and the others go on", async () => {
  await sleep(300);
  const held = Array.from({ length: 6 }, () => open("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n"));
  await expect.poll(() => held.filter(({ got }) => got().includes('"ok":true')).length).toBeGreaterThan(3);
  const more = [open(""), open(""), open("")];
  await Promise.all(more.map(({ closed }) => closed));
  for (const { socket } of held) socket.destroy();
  await sleep(100);
  await unharmed();
});

test("a body over 256 KiB is refused without being read to its end", async () => {
  const answered = await send(`${world.url}/v1/requests`, key, {
    body: { ...wish, reason: "a".repeat(300 * 1024) },
  });
  expect(answered.json.code).toBe("too_large");
  const endless = open(
    `POST /v1/requests HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
  );
  const chunk = `8000\r\n${" ".repeat(0x8000)}\r\n`;
  const pour = setInterval(() => endless.socket.write(chunk), 5);
  await expect.poll(endless.got, { timeout: 5_000 }).toMatch(/^HTTP\/1\.1 413 /);
  clearInterval(pour);
  await unharmed();
});
