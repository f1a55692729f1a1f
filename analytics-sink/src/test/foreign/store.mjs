// Icebird asks Amazon's store without a name; these requests go to the store of the test instead, signed (SigV4).
import { createHash, createHmac } from 'node:crypto'

const sha256 = text => createHash('sha256').update(text).digest('hex')
const hmac = (key, text) => createHmac('sha256', key).update(text).digest()

export function askInstead({ endpoint, region, accessKey, secretKey }) {
  const ask = globalThis.fetch
  globalThis.fetch = (url, options = {}) => {
    const amazon = /^https:\/\/([^./]+)\.s3\.amazonaws\.com(\/.*)$/.exec(String(url))
    if (!amazon) throw new Error(`nobody is to be asked but the store: ${url}`)
    const path = `/${amazon[1]}${amazon[2]}`.split('/').map(encodeURIComponent).join('/')
    const { host } = new URL(endpoint)
    const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
    const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`
    const signed = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'x-amz-date': time }
    const names = Object.keys(signed).join(';')
    const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`).join('')
    const method = options.method ?? 'GET'
    const request = [method, path, '', lines, names, 'UNSIGNED-PAYLOAD'].join('\n')
    const key = scope.split('/').reduce(hmac, `AWS4${secretKey}`)
    const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n')).toString('hex')
    const headers = new Headers(options.headers)
    headers.set('x-amz-content-sha256', signed['x-amz-content-sha256'])
    headers.set('x-amz-date', time)
    headers.set(
      'authorization',
      `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`)
    return ask(new URL(path, endpoint), { ...options, headers })
  }
}
