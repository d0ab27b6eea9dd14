export { canonicalJson } from './canonical'
export { genesisHash, intentHash } from './chain'
export { type BenchKey, isBenchPublicKey, newBenchKey, signHash, verifyHash } from './keys'
