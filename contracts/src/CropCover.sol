// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { Pausable } from "@openzeppelin/contracts/utils/Pausable.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { ICoverSeries } from "./interfaces/ICoverSeries.sol";
import { ICropCover } from "./interfaces/ICropCover.sol";
import { IRiskPool } from "./interfaces/IRiskPool.sol";
import { IWeatherIndexOracle } from "./interfaces/IWeatherIndexOracle.sol";
import { LinearPayout } from "./libraries/LinearPayout.sol";
import { SeriesState } from "./libraries/SeriesStates.sol";

/// @title CropCover
contract CropCover is ICropCover, AccessManaged, EIP712, Pausable, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev One slot.
    struct StoredPolicy {
        address holder;
        uint88 sumInsured;
        PolicyStatus status;
    }

    string private constant QUOTE_TYPE =
        "Quote(bytes32 seriesId,address holder,bytes32 plotKey,uint256 sumInsured,uint256 premium,uint256 nonce,uint64 deadline)";
    bytes32 private constant QUOTE_TYPEHASH = keccak256(bytes(QUOTE_TYPE));
    bytes32 private constant ACCEPTANCE_TYPEHASH = keccak256(abi.encodePacked("Acceptance(Quote quote)", QUOTE_TYPE));

    ICoverSeries private immutable SERIES;
    IWeatherIndexOracle private immutable ORACLE;
    IRiskPool private immutable POOL;
    IERC20 private immutable TOKEN;

    mapping(bytes32 seriesId => Account) private _accounts;
    mapping(bytes32 seriesId => mapping(uint32 policyId => StoredPolicy)) private _policies;
    mapping(bytes32 plotPerilSeason => bytes32 seriesId) private _plots;
    mapping(address underwriter => mapping(uint256 word => uint256)) private _usedNonces;

    constructor(
        address authority_,
        ICoverSeries series,
        IWeatherIndexOracle oracle,
        IRiskPool pool,
        IERC20 token
    ) AccessManaged(authority_) EIP712("FieldSeal CropCover", "1") {
        SERIES = series;
        ORACLE = oracle;
        POOL = pool;
        TOKEN = token;
    }

    /// @inheritdoc ICropCover
    function purchase(
        Quote calldata quote,
        bytes calldata quoteSignature,
        bytes calldata holderSignature,
        Permit calldata permit
    ) external whenNotPaused nonReentrant returns (uint32 policyId) {
        ICoverSeries.SaleTerms memory terms = SERIES.saleTerms(quote.seriesId);
        Account storage books = _accounts[quote.seriesId];
        _requireSaleable(quote, terms, books.exposure);
        _requireSigned(quote, terms.underwriter, quoteSignature, holderSignature);
        _spendNonce(terms.underwriter, quote.nonce);
        _claimPlot(quote.plotKey, terms.perilSeason, quote.seriesId);

        policyId = ++books.policies;
        books.exposure += uint96(quote.sumInsured);
        books.premiums += uint96(quote.premium);
        _policies[quote.seriesId][policyId] = StoredPolicy(quote.holder, uint88(quote.sumInsured), PolicyStatus.Active);

        emit PolicyPurchased(quote.seriesId, policyId, quote.holder, quote.plotKey, quote.sumInsured, quote.premium);
        POOL.lock(quote.sumInsured);
        _collect(quote.holder, quote.premium, permit);
    }

    /// @inheritdoc ICropCover
    function settle(bytes32 seriesId) external nonReentrant {
        Account storage books = _accounts[seriesId];
        if (books.outcome != Outcome.None) revert AlreadySettled(seriesId, books.outcome);
        (SeriesState state, bytes32 roundKey) = SERIES.stored(seriesId);

        if (state == SeriesState.Cancelled) {
            _close(seriesId, books, Outcome.Cancelled, 0);
            POOL.unlock(books.exposure);
            return;
        }
        if (state != SeriesState.Closed) revert SeriesNotSettleable(seriesId, state);
        (IWeatherIndexOracle.RoundStatus status, int256 valueMilli) = ORACLE.result(roundKey);
        if (status == IWeatherIndexOracle.RoundStatus.Expired) {
            _close(seriesId, books, Outcome.Expired, 0);
            SERIES.advance(seriesId, SeriesState.Expired);
            POOL.endRisk(books.exposure, 0);
            return;
        }
        if (status != IWeatherIndexOracle.RoundStatus.Final) revert RoundUndecided(roundKey);
        books.payoutFactor = SERIES.payoutFactor(seriesId, valueMilli);
        _close(seriesId, books, Outcome.Final, valueMilli);
        SERIES.advance(seriesId, SeriesState.Final);
        POOL.endRisk(books.exposure, books.reserved);
        TOKEN.safeTransfer(address(POOL), books.premiums);
        if (books.reserved == 0) _sweep(seriesId, books);
    }

    /// @inheritdoc ICropCover
    function pay(bytes32 seriesId, uint32[] calldata policyIds) external nonReentrant {
        Account storage books = _accounts[seriesId];
        Account memory before = books;
        if (before.outcome == Outcome.None) revert NotSettled(seriesId);
        if (before.outcome == Outcome.Final && before.reserved == 0) revert NothingDue(seriesId);
        uint32 premiumRate = before.outcome == Outcome.Final ? 0 : SERIES.saleTerms(seriesId).premiumRate;

        uint32 closed = 0;
        uint256 paid = 0;
        for (uint256 i = 0; i < policyIds.length; ++i) {
            StoredPolicy storage entry = _policies[seriesId][policyIds[i]];
            PolicyStatus status = entry.status;
            if (status == PolicyStatus.None) revert PolicyUnknown(seriesId, policyIds[i]);
            if (status == PolicyStatus.Paid) continue;
            uint256 amount = _amountDue(entry.sumInsured, before.outcome, before.payoutFactor, premiumRate);
            if (!_send(seriesId, policyIds[i], entry, before.outcome, amount)) continue;
            paid += amount;
            ++closed;
        }
        books.closedPolicies = before.closedPolicies + closed;
        books.paid = before.paid + uint96(paid);
        if (closed != 0 && books.closedPolicies == before.policies) _sweep(seriesId, books);
    }

    /// @inheritdoc ICropCover
    function pauseSales() external restricted {
        _pause();
    }

    /// @inheritdoc ICropCover
    function resumeSales() external restricted {
        _unpause();
    }

    /// @inheritdoc ICropCover
    function policy(bytes32 seriesId, uint32 policyId) external view returns (Policy memory) {
        StoredPolicy memory entry = _policies[seriesId][policyId];
        Account memory books = _accounts[seriesId];
        if (books.outcome == Outcome.None) return Policy(entry.holder, entry.sumInsured, entry.status, 0);
        uint32 premiumRate = SERIES.saleTerms(seriesId).premiumRate;
        uint256 due = _amountDue(entry.sumInsured, books.outcome, books.payoutFactor, premiumRate);
        PolicyStatus status = entry.status;
        if (status == PolicyStatus.Active && books.outcome == Outcome.Final && books.reserved == 0)
            status = PolicyStatus.Lapsed;
        if (status == PolicyStatus.Paid && books.outcome != Outcome.Final) status = PolicyStatus.Refunded;
        return Policy(entry.holder, entry.sumInsured, status, due);
    }

    /// @inheritdoc ICropCover
    function account(bytes32 seriesId) external view returns (Account memory) {
        return _accounts[seriesId];
    }

    /// @inheritdoc ICropCover
    function plotCover(bytes32 plotKey, bytes32 perilSeason) external view returns (bytes32 seriesId) {
        return _plots[keccak256(abi.encode(plotKey, perilSeason))];
    }

    /// @inheritdoc ICropCover
    function isNonceUsed(address underwriter, uint256 nonce) external view returns (bool) {
        return (_usedNonces[underwriter][nonce >> 8] >> (nonce & 0xff)) & 1 == 1;
    }

    function _requireSaleable(
        Quote calldata quote,
        ICoverSeries.SaleTerms memory terms,
        uint256 exposure
    ) private view {
        if (terms.stored != SeriesState.Open) revert SeriesNotOnSale(quote.seriesId, terms.stored);
        if (block.timestamp >= terms.salesEnd) revert SalesEnded(block.timestamp, terms.salesEnd);
        if (block.timestamp > quote.deadline) revert QuoteExpired(block.timestamp, quote.deadline);
        if (quote.holder == address(0)) revert HolderMissing();
        if (quote.sumInsured == 0 || quote.sumInsured > type(uint88).max)
            revert SumInsuredInvalid(quote.sumInsured, type(uint88).max);
        uint256 premium = _premium(quote.sumInsured, terms.premiumRate);
        if (quote.premium != premium) revert PremiumMismatch(premium, quote.premium);
        uint256 newExposure = exposure + quote.sumInsured;
        if (newExposure > terms.exposureCap) revert ExposureCapExceeded(newExposure, terms.exposureCap);
    }

    function _requireSigned(
        Quote calldata quote,
        address underwriter,
        bytes calldata quoteSignature,
        bytes calldata holderSignature
    ) private view {
        // A struct of static members has the same encoding as its members one after the other.
        bytes32 quoteHash = keccak256(abi.encode(QUOTE_TYPEHASH, quote));
        if (!SignatureChecker.isValidSignatureNow(underwriter, _hashTypedDataV4(quoteHash), quoteSignature))
            revert QuoteSignatureInvalid(underwriter);
        if (msg.sender == quote.holder) return;
        bytes32 acceptance = _hashTypedDataV4(keccak256(abi.encode(ACCEPTANCE_TYPEHASH, quoteHash)));
        if (!SignatureChecker.isValidSignatureNow(quote.holder, acceptance, holderSignature))
            revert HolderSignatureInvalid(quote.holder);
    }

    function _spendNonce(address underwriter, uint256 nonce) private {
        uint256 mask = 1 << (nonce & 0xff);
        uint256 used = _usedNonces[underwriter][nonce >> 8];
        if (used & mask != 0) revert NonceUsed(underwriter, nonce);
        _usedNonces[underwriter][nonce >> 8] = used | mask;
    }

    /// @dev A cover that was refunded frees its plot.
    function _claimPlot(bytes32 plotKey, bytes32 perilSeason, bytes32 seriesId) private {
        bytes32 key = keccak256(abi.encode(plotKey, perilSeason));
        bytes32 holding = _plots[key];
        if (holding != 0) {
            (SeriesState state, ) = SERIES.stored(holding);
            if (state != SeriesState.Cancelled && state != SeriesState.Expired)
                revert PlotAlreadyInsured(plotKey, holding);
        }
        _plots[key] = seriesId;
    }

    function _collect(address holder, uint256 premium, Permit calldata permit) private {
        if (permit.deadline != 0) {
            // A permit that somebody else sent first has done its work: only the transfer below decides.
            try
                IERC20Permit(address(TOKEN)).permit(
                    holder,
                    address(this),
                    permit.value,
                    permit.deadline,
                    permit.v,
                    permit.r,
                    permit.s
                )
            {} catch {}
        }
        uint256 before = TOKEN.balanceOf(address(this));
        TOKEN.safeTransferFrom(holder, address(this), premium);
        uint256 received = TOKEN.balanceOf(address(this)) - before;
        if (received != premium) revert PremiumNotReceived(premium, received);
    }

    function _close(bytes32 seriesId, Account storage books, Outcome outcome, int256 valueMilli) private {
        uint32 payoutFactor = books.payoutFactor;
        books.outcome = outcome;
        books.reserved =
            outcome == Outcome.Final ? uint96(LinearPayout.part(books.exposure, payoutFactor)) : books.premiums;

        emit SeriesSettled(seriesId, outcome, valueMilli, payoutFactor, books.reserved);
    }

    function _send(
        bytes32 seriesId,
        uint32 policyId,
        StoredPolicy storage entry,
        Outcome outcome,
        uint256 amount
    ) private returns (bool sent) {
        address holder = entry.holder;
        entry.status = PolicyStatus.Paid;
        sent = TOKEN.trySafeTransfer(holder, amount);
        if (!sent) {
            entry.status = PolicyStatus.PaymentFailed;
            emit PaymentFailed(seriesId, policyId, holder, amount);
        } else if (outcome == Outcome.Final) {
            emit PolicyPaid(seriesId, policyId, holder, amount);
        } else {
            emit PremiumRefunded(seriesId, policyId, holder, amount);
        }
    }

    function _sweep(bytes32 seriesId, Account storage books) private {
        uint256 remainder = books.reserved - books.paid;
        if (books.outcome == Outcome.Final) SERIES.advance(seriesId, SeriesState.Swept);
        if (remainder != 0) TOKEN.safeTransfer(address(POOL), remainder);

        emit SeriesSwept(seriesId, remainder);
    }

    function _amountDue(
        uint256 sumInsured,
        Outcome outcome,
        uint32 payoutFactor,
        uint32 premiumRate
    ) private pure returns (uint256) {
        return
            outcome == Outcome.Final ? LinearPayout.part(sumInsured, payoutFactor) : _premium(sumInsured, premiumRate);
    }

    function _premium(uint256 sumInsured, uint32 premiumRate) private pure returns (uint256) {
        return Math.mulDiv(sumInsured, premiumRate, LinearPayout.FULL, Math.Rounding.Ceil);
    }
}
