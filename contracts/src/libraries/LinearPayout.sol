// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Which side of the trigger pays: `Below` for drought and cold, `Above` for flood and heat.
enum Side {
    Below,
    Above
}

/// @title LinearPayout
/// @notice Payout of an index value on a straight line from the trigger (nothing) to the exit (everything).
library LinearPayout {
    /// @notice A full payout: factors are basis points x 100, so 1,000,000 is the whole sum insured.
    uint32 internal constant FULL = 1_000_000;

    /// @notice Payout factor of a value, rounded down.
    /// @dev Assumes `isValid(side, triggerMilli, exitMilli)`, and every argument within int128.
    /// @param side Which side of the trigger pays.
    /// @param triggerMilli Index value, in thousandths, at which the payout starts.
    /// @param exitMilli Index value, in thousandths, at which it is full.
    /// @param valueMilli Index value, in thousandths.
    /// @return Factor from 0 to `FULL`.
    function factor(
        Side side,
        int256 triggerMilli,
        int256 exitMilli,
        int256 valueMilli
    ) internal pure returns (uint32) {
        int256 depth = side == Side.Below ? triggerMilli - valueMilli : valueMilli - triggerMilli;
        int256 span = side == Side.Below ? triggerMilli - exitMilli : exitMilli - triggerMilli;
        if (depth <= 0) return 0;
        if (depth >= span) return FULL;
        return uint32(uint256((depth * int256(uint256(FULL))) / span));
    }

    /// @notice Whether trigger and exit lie on the side that pays, and fit 128 bits.
    function isValid(Side side, int256 triggerMilli, int256 exitMilli) internal pure returns (bool) {
        if (int128(triggerMilli) != triggerMilli || int128(exitMilli) != exitMilli) return false;
        return side == Side.Below ? exitMilli < triggerMilli : exitMilli > triggerMilli;
    }

    /// @notice Part of an amount, rounded down.
    function part(uint256 amount, uint32 payoutFactor) internal pure returns (uint256) {
        return (amount * payoutFactor) / FULL;
    }
}
