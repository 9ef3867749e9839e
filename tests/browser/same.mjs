// The library as a wasm module writes the same bytes as a native build: invariant 5. Run by `cargo xtask test`, which
// builds examples/same_bytes.rs and names its folder in BALLOTLINE_SAME_BYTES.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";

const { picture, sheet } = createRequire(import.meta.url)(path.join(process.env.BALLOTLINE_SAME_BYTES, "same_bytes.js"));
const golden = (name) => fs.readFile(new URL(`../goldens/${name}`, import.meta.url), "utf8");

/** The digest of tests/goldens.rs: FNV-1a of 64 bits. */
function digest(bytes) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}

test("a picture drawn in wasm is the golden, byte for byte", async () => {
  for (const [figure, width] of [["results", 328], ["results", 576], ["history", 576], ["contest", 576], ["timeline", 704]]) {
    assert.equal(picture(figure, width, ""), await golden(`${figure}-${width}.svg`), `${figure} at ${width} px`);
  }
});

test("so is every picture of the embedded story, by its digest", async () => {
  const parts = (await golden("embedded.txt")).split("== ").slice(1);
  assert.ok(parts.length > 20, "the goldens hold every figure, state and width");
  for (const part of parts) {
    const [title, , wanted] = part.split("\n");
    const [figure, width, link = ""] = title.split(" ");
    const bytes = new TextEncoder().encode(picture(figure, Number(width), link));
    assert.equal(`svg ${bytes.length} bytes, ${digest(bytes)}`, wanted, title);
  }
});

test("so is every sheet, which a reader saves in a page and `cargo xtask render` writes", async () => {
  const parts = (await golden("sheets.txt")).split("== ").slice(1);
  assert.ok(parts.length >= 8, "the golden holds every figure");
  for (const part of parts) {
    const [title, wanted] = part.split("\n");
    const [figure, width, link = ""] = title.split(" ");
    const bytes = new TextEncoder().encode(sheet(figure, Number(width), link));
    assert.equal(`svg ${bytes.length} bytes, ${digest(bytes)}`, wanted, title);
  }
});
