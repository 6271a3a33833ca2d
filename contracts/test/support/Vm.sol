// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice The few cheatcodes of the Solidity test runner that these tests use.
interface Vm {
    function addr(uint256 privateKey) external pure returns (address);
    function assume(bool condition) external pure;
    function expectRevert(bytes calldata revertData) external;
    function prank(address sender) external;
    function sign(uint256 privateKey, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function warp(uint256 timestamp) external;
    function mockCallRevert(address callee, bytes calldata data, bytes calldata revertData) external;
    function clearMockedCalls() external;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

/// @notice Assertions that say both values.
abstract contract Asserts {
    error NotEqual(uint256 actual, uint256 expected);
    error NotEqualSigned(int256 actual, int256 expected);
    error NotTrue(string what);

    function eq(uint256 actual, uint256 expected) internal pure {
        if (actual != expected) revert NotEqual(actual, expected);
    }

    function eqSigned(int256 actual, int256 expected) internal pure {
        if (actual != expected) revert NotEqualSigned(actual, expected);
    }

    function yes(bool condition, string memory what) internal pure {
        if (!condition) revert NotTrue(what);
    }

    /// @notice Brings a random number into `[least, most]`.
    function within(uint256 random, uint256 least, uint256 most) internal pure returns (uint256) {
        return least + (random % (most - least + 1));
    }
}
