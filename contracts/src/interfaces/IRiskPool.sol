// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title IRiskPool
/// @notice Capital behind the covers: an ERC-4626 vault of the settlement token that always holds what is locked.
/// @dev Invariant: `totalAssets() >= lockedAssets()`. Shares carry six more decimals than the token (virtual shares), so
/// that a first depositor cannot be inflated out.
/// @dev Assumption: the token takes no fee on transfer and never lowers a balance by itself.
interface IRiskPool {
    event Locked(uint256 amount, uint256 lockedAssets);
    event Unlocked(uint256 amount, uint256 lockedAssets);
    /// @notice Capital left the pool to be paid to insured parties.
    event LossBooked(address indexed cover, uint256 amount);
    /// @notice The number of closed series whose outcome is unknown changed; withdrawals wait while it is above zero.
    event RiskCountChanged(uint256 seriesAtRisk);

    /// @notice Less capital is free than would be locked.
    error CapitalShort(uint256 freeAssets, uint256 amount);
    error UnlockExceedsLocked(uint256 lockedAssets, uint256 amount);
    /// @notice A loss greater than the collateral it was locked with.
    error LossExceedsCollateral(uint256 unlocked, uint256 loss);
    error NoSeriesAtRisk();
    /// @notice The pool would hold less than is locked.
    error AssetsBelowLocked(uint256 assets, uint256 lockedAssets);

    /// @notice Locks collateral for a policy. Needs the role COVER.
    function lock(uint256 amount) external;

    /// @notice Frees collateral of a cancelled series. Needs the role COVER.
    function unlock(uint256 amount) external;

    /// @notice A series closed: its weather starts, so capital may not leave before the outcome. Needs the role COVER.
    function beginRisk() external;

    /// @notice The outcome is known: frees the collateral and sends the loss to the caller. Needs the role COVER.
    /// @param unlocked Collateral of the series.
    /// @param loss Part of it that is paid out.
    function endRisk(uint256 unlocked, uint256 loss) external;

    /// @notice Collateral of all policies in force, smallest unit of the token.
    function lockedAssets() external view returns (uint256);

    /// @notice Assets that are not locked.
    function freeAssets() external view returns (uint256);

    /// @notice Closed series whose outcome is unknown.
    function seriesAtRisk() external view returns (uint256);
}
