// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Merkle tree straight from the recursive definitions of RFC 9162 sections 2.1.1 and 2.1.4.1.
library ReferenceTree {
    function leaves(uint256 count) internal pure returns (bytes32[] memory hashes) {
        hashes = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) hashes[i] = sha256(abi.encodePacked(hex"00", i));
    }

    function root(bytes32[] memory hashes, uint256 from, uint256 to) internal pure returns (bytes32) {
        if (to - from == 1) return hashes[from];
        uint256 k = split(to - from);
        return sha256(abi.encodePacked(hex"01", root(hashes, from, from + k), root(hashes, from + k, to)));
    }

    function consistency(bytes32[] memory hashes, uint256 oldSize) internal pure returns (bytes32[] memory) {
        return subproof(hashes, 0, hashes.length, oldSize, true);
    }

    function subproof(
        bytes32[] memory hashes,
        uint256 from,
        uint256 to,
        uint256 m,
        bool whole
    ) private pure returns (bytes32[] memory) {
        if (m == to - from) return whole ? new bytes32[](0) : append(new bytes32[](0), root(hashes, from, to));
        uint256 k = split(to - from);
        if (m <= k) return append(subproof(hashes, from, from + k, m, whole), root(hashes, from + k, to));
        return append(subproof(hashes, from + k, to, m - k, false), root(hashes, from, from + k));
    }

    function append(bytes32[] memory path, bytes32 node) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](path.length + 1);
        for (uint256 i = 0; i < path.length; ++i) longer[i] = path[i];
        longer[path.length] = node;
    }

    /// @dev Largest power of two below `size`.
    function split(uint256 size) private pure returns (uint256 k) {
        k = 1;
        while (k << 1 < size) k <<= 1;
    }
}
