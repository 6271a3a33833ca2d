// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ERC4626 } from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { IRiskPool } from "./interfaces/IRiskPool.sol";

/// @title RiskPool
contract RiskPool is IRiskPool, ERC4626, AccessManaged {
    using SafeERC20 for IERC20;

    /// @inheritdoc IRiskPool
    uint256 public lockedAssets;
    /// @inheritdoc IRiskPool
    uint256 public seriesAtRisk;

    constructor(
        IERC20 token,
        address authority_
    ) ERC20("FieldSeal Risk Pool", "FSRP") ERC4626(token) AccessManaged(authority_) {}

    /// @inheritdoc IRiskPool
    function lock(uint256 amount) external restricted {
        uint256 free = freeAssets();
        if (amount > free) revert CapitalShort(free, amount);

        uint256 locked = lockedAssets + amount;
        lockedAssets = locked;

        emit Locked(amount, locked);
    }

    /// @inheritdoc IRiskPool
    function unlock(uint256 amount) external restricted {
        _unlock(amount);
    }

    /// @inheritdoc IRiskPool
    function beginRisk() external restricted {
        uint256 count = seriesAtRisk + 1;
        seriesAtRisk = count;

        emit RiskCountChanged(count);
    }

    /// @inheritdoc IRiskPool
    function endRisk(uint256 unlocked, uint256 loss) external restricted {
        uint256 count = seriesAtRisk;
        if (count == 0) revert NoSeriesAtRisk();
        if (loss > unlocked) revert LossExceedsCollateral(unlocked, loss);

        seriesAtRisk = count - 1;
        _unlock(unlocked);

        emit RiskCountChanged(count - 1);
        if (loss == 0) return;
        emit LossBooked(msg.sender, loss);
        IERC20(asset()).safeTransfer(msg.sender, loss);
        _requireBacked();
    }

    /// @inheritdoc IRiskPool
    function freeAssets() public view returns (uint256) {
        return Math.saturatingSub(totalAssets(), lockedAssets);
    }

    /// @notice Shares that can leave now: none while an outcome is open, and never more than the free assets are worth.
    function maxRedeem(address owner) public view override returns (uint256) {
        if (seriesAtRisk != 0) return 0;
        return Math.min(balanceOf(owner), _convertToShares(freeAssets(), Math.Rounding.Floor));
    }

    function _withdraw(
        address caller,
        address receiver,
        address owner,
        uint256 assets,
        uint256 shares
    ) internal override {
        super._withdraw(caller, receiver, owner, assets, shares);
        _requireBacked();
    }

    function _decimalsOffset() internal pure override returns (uint8) {
        return 6;
    }

    function _unlock(uint256 amount) private {
        uint256 locked = lockedAssets;
        if (amount > locked) revert UnlockExceedsLocked(locked, amount);

        lockedAssets = locked - amount;

        emit Unlocked(amount, locked - amount);
    }

    function _requireBacked() private view {
        uint256 assets = totalAssets();
        if (assets < lockedAssets) revert AssetsBelowLocked(assets, lockedAssets);
    }
}
