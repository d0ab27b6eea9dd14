export { canonicalJson } from './canonical'
export { genesisHash, intentHash } from './chain'
export { type BenchKey, isBenchPublicKey, newBenchKey, publicKeyOf, signHash, verifyHash } from './keys'
export { type RenewalStatement, renewalHash } from './renewal'
