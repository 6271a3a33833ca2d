import { fileURLToPath } from 'node:url';
import { defineConfig } from 'hardhat/config';

export default defineConfig({
  solidity: {
    version: '0.8.30',
    path: fileURLToPath(import.meta.resolve('solc/soljson.js')),
    npmFilesToBuild: ['@openzeppelin/contracts/access/manager/AccessManager.sol'],
    settings: {
      evmVersion: 'cancun',
      optimizer: { enabled: true, runs: 10_000 },
      // No CBOR trailer: the same sources give the same bytes, hence the same CREATE2 addresses, on every machine.
      metadata: { bytecodeHash: 'none', appendCBOR: false },
    },
  },
  paths: { sources: ['./src', './bench'], tests: { solidity: './test' } },
  test: { solidity: { fuzz: { runs: 128, seed: '0x6669656c647365616c' }, invariant: { runs: 48, depth: 150 } } },
});
