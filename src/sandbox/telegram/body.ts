/** The four ways a call carries its parameters: query string, urlencoded, multipart, JSON. */
import type { Params, UploadedFile } from "./read.ts";
import { isObject } from "./read.ts";

export type Encoding = "query" | "form" | "multipart" | "json";

export async function readBody(request: Request): Promise<{ params: Params; encoding: Encoding }> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const type = request.headers.get("content-type") ?? "";
  if (request.method === "GET" || request.method === "HEAD") return { params: query, encoding: "query" };
  if (type.startsWith("application/json")) {
    const text = await request.text();
    const body: unknown = text === "" ? {} : JSON.parse(text);
    return { params: { ...query, ...(isObject(body) ? body : {}) }, encoding: "json" };
  }
  if (type.startsWith("application/x-www-form-urlencoded"))
    return {
      params: { ...query, ...Object.fromEntries(new URLSearchParams(await request.text())) },
      encoding: "form",
    };
  if (type.startsWith("multipart/form-data"))
    return { params: await readMultipart(request, query), encoding: "multipart" };
  return { params: query, encoding: "query" };
}

async function readMultipart(request: Request, query: Params): Promise<Params> {
  const params: Params = { ...query };
  for (const [name, value] of await request.formData())
    params[name] = typeof value === "string" ? value : await upload(value);
  // telegraf repeats the method's name among the fields.
  delete params["method"];
  return params;
}

async function upload(file: File): Promise<UploadedFile> {
  return {
    kind: "file",
    name: file.name,
    mime: file.type || "application/octet-stream",
    content: new Uint8Array(await file.arrayBuffer()),
  };
}
