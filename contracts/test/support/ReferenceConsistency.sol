// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Verification of a consistency proof word by word as in RFC 9162 section 2.1.4.2.
library ReferenceConsistency {
    struct Walk {
        uint256 fn;
        uint256 sn;
        bytes32 fr;
        bytes32 sr;
    }

    function roots(
        uint64 first,
        bytes32 firstRoot,
        uint64 second,
        bytes32[] memory proof
    ) internal pure returns (bytes32 fr, bytes32 sr, bool complete) {
        bytes32[] memory path = isPowerOfTwo(first) ? prepend(firstRoot, proof) : proof;
        if (path.length == 0) return (0, 0, false);
        Walk memory at = Walk(first - 1, second - 1, path[0], path[0]);
        while (at.fn % 2 == 1) (at.fn, at.sn) = (at.fn / 2, at.sn / 2);
        for (uint256 i = 1; i < path.length; ++i) {
            if (at.sn == 0) return (at.fr, at.sr, false);
            if (at.fn % 2 == 1 || at.fn == at.sn) {
                at.fr = sha256(abi.encodePacked(hex"01", path[i], at.fr));
                at.sr = sha256(abi.encodePacked(hex"01", path[i], at.sr));
                while (at.fn != 0 && at.fn % 2 == 0) (at.fn, at.sn) = (at.fn / 2, at.sn / 2);
            } else {
                at.sr = sha256(abi.encodePacked(hex"01", at.sr, path[i]));
            }
            (at.fn, at.sn) = (at.fn / 2, at.sn / 2);
        }
        return (at.fr, at.sr, at.sn == 0);
    }

    function isPowerOfTwo(uint256 n) private pure returns (bool) {
        while (n % 2 == 0) n /= 2;
        return n == 1;
    }

    function prepend(bytes32 head, bytes32[] memory tail) private pure returns (bytes32[] memory all) {
        all = new bytes32[](tail.length + 1);
        all[0] = head;
        for (uint256 i = 0; i < tail.length; ++i) all[i + 1] = tail[i];
    }
}
