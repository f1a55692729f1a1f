// Reads answers of /sql as other makers' readers do, Parquet with hyparquet and Arrow with Apache's own, and prints rows.
import { readFile } from 'node:fs/promises'
import { tableFromIPC, DataType } from 'apache-arrow'
import { parquetReadObjects, parquetSchema, parquetMetadata } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

/** Both readers' values as JSON: whole numbers and decimals as text, times in milliseconds. */
function plain(value) {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  if (Array.isArray(value) || typeof value.toArray === 'function') return Array.from(value, plain)
  return typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)])) : value
}

function arrow(bytes) {
  const table = tableFromIPC(bytes)
  const rows = []
  for (let nth = 0; nth < table.numRows; nth++) {
    rows.push(table.schema.fields.map((field, at) => {
      const value = table.getChildAt(at).get(nth)
      if (value !== null && DataType.isDecimal(field.type)) return decimal(value, field.type.scale)
      return plain(value)
    }))
  }
  return { columns: table.schema.fields.map(({ name, type }) => [name, String(type)]), batches: table.batches.length, rows }
}

/** Four words, the lowest first, as Arrow's decimals come. */
function decimal(words, scale) {
  let whole = 0n
  for (let at = 3; at >= 0; at--) whole = (whole << 32n) | BigInt(words[at] >>> 0)
  whole = BigInt.asIntN(128, whole)
  return Number(whole) / 10 ** scale
}

async function parquet(bytes) {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const metadata = parquetMetadata(file)
  const columns = parquetSchema(metadata).children.map(({ element }) => [
    element.name, [element.type, element.converted_type, element.logical_type?.type].filter(Boolean).join(' ')])
  const objects = await parquetReadObjects({ file, metadata, compressors })
  return { columns, batches: metadata.row_groups.length, rows: objects.map(row => columns.map(([name]) => plain(row[name]))) }
}

let asked = ''
for await (const piece of process.stdin) asked += piece
const { path, form } = JSON.parse(asked)
const bytes = await readFile(path)
process.stdout.write(JSON.stringify(await { arrow, parquet }[form](bytes)))
