export { canonicalJson } from './canonical'
export { genesisHash, intentHash } from './chain'
export { type BenchKey, isBenchPublicKey, newBenchKey, publicKeyOf, signHash, signingKey, verifyHash } from './keys'
export { type RenewalStatement, renewalHash } from './renewal'
