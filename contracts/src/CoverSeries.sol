// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { ICoverSeries } from "./interfaces/ICoverSeries.sol";
import { IRiskPool } from "./interfaces/IRiskPool.sol";
import { IWeatherIndexOracle } from "./interfaces/IWeatherIndexOracle.sol";
import { LinearPayout, Side } from "./libraries/LinearPayout.sol";
import { SeriesState, SeriesStates } from "./libraries/SeriesStates.sol";

/// @title CoverSeries
contract CoverSeries is ICoverSeries, AccessManaged {
    /// @dev Packed so that a sale reads three slots.
    struct StoredSeries {
        address underwriter;
        SeriesState state;
        uint64 salesEnd;
        uint96 exposureCap;
        uint32 premiumRate;
        Side side;
        uint64 riskStart;
        bytes32 perilSeason;
        bytes32 roundKey;
        int128 triggerMilli;
        int128 exitMilli;
        bytes32 termsHash;
        bytes32 cell;
    }

    IWeatherIndexOracle private immutable ORACLE;
    IRiskPool private immutable POOL;

    mapping(bytes32 seriesId => StoredSeries) private _series;

    constructor(address authority_, IWeatherIndexOracle oracle, IRiskPool pool) AccessManaged(authority_) {
        ORACLE = oracle;
        POOL = pool;
    }

    /// @inheritdoc ICoverSeries
    function create(bytes32 seriesId, SeriesTerms calldata given) external restricted {
        _move(seriesId, SeriesState.Draft);
        if (given.termsHash == 0) revert TermsHashMissing(seriesId);
        _requireUnderwriter(given.underwriter);
        if (!LinearPayout.isValid(given.side, given.triggerMilli, given.exitMilli))
            revert PayoutLineInvalid(given.triggerMilli, given.exitMilli);
        if (given.premiumRate > LinearPayout.FULL) revert PremiumRateInvalid(given.premiumRate, LinearPayout.FULL);
        if (given.exposureCap == 0) revert ExposureCapMissing(seriesId);
        if (given.salesEnd > given.riskStart) revert SalesEndAfterRisk(given.salesEnd, given.riskStart);

        StoredSeries storage entry = _series[seriesId];
        entry.underwriter = given.underwriter;
        entry.salesEnd = given.salesEnd;
        entry.exposureCap = given.exposureCap;
        entry.premiumRate = given.premiumRate;
        entry.side = given.side;
        entry.riskStart = given.riskStart;
        entry.perilSeason = given.perilSeason;
        entry.roundKey = given.roundKey;
        entry.triggerMilli = int128(given.triggerMilli);
        entry.exitMilli = int128(given.exitMilli);
        entry.termsHash = given.termsHash;
        entry.cell = given.cell;

        emit SeriesCreated(seriesId, given.termsHash, given.roundKey, given);
    }

    /// @inheritdoc ICoverSeries
    function open(bytes32 seriesId) external restricted {
        StoredSeries storage entry = _series[seriesId];
        _move(seriesId, SeriesState.Open);
        _requireUnderwriter(entry.underwriter);
        if (block.timestamp >= entry.salesEnd) revert SalesOver(block.timestamp, entry.salesEnd);
        IWeatherIndexOracle.Round memory round = ORACLE.round(entry.roundKey);
        if (round.status != IWeatherIndexOracle.RoundStatus.Open) revert RoundNotOpen(entry.roundKey);
        if (round.rules.notBefore < entry.riskStart) revert RoundBeforeRisk(round.rules.notBefore, entry.riskStart);
    }

    /// @inheritdoc ICoverSeries
    function close(bytes32 seriesId) external {
        StoredSeries storage entry = _series[seriesId];
        _move(seriesId, SeriesState.Closed);
        if (block.timestamp < entry.salesEnd) revert SalesNotOver(block.timestamp, entry.salesEnd);
        POOL.beginRisk();
    }

    /// @inheritdoc ICoverSeries
    function cancel(bytes32 seriesId) external restricted {
        _move(seriesId, SeriesState.Cancelled);
        _requireUnderwriter(_series[seriesId].underwriter);
    }

    /// @inheritdoc ICoverSeries
    function advance(bytes32 seriesId, SeriesState to) external restricted {
        _move(seriesId, to);
    }

    /// @inheritdoc ICoverSeries
    function state(bytes32 seriesId) external view returns (SeriesState) {
        StoredSeries storage entry = _series[seriesId];
        if (entry.state != SeriesState.Closed) return entry.state;
        IWeatherIndexOracle.Round memory round = ORACLE.round(entry.roundKey);
        if (round.status == IWeatherIndexOracle.RoundStatus.Proposed) return SeriesState.Proposed;
        if (round.status == IWeatherIndexOracle.RoundStatus.Contested) return SeriesState.Contested;
        if (round.status == IWeatherIndexOracle.RoundStatus.Disputed) return SeriesState.Disputed;
        if (round.status == IWeatherIndexOracle.RoundStatus.Final) return SeriesState.Final;
        if (round.status == IWeatherIndexOracle.RoundStatus.Expired) return SeriesState.Expired;
        return block.timestamp < entry.riskStart ? SeriesState.Closed : SeriesState.Observing;
    }

    /// @inheritdoc ICoverSeries
    function stored(bytes32 seriesId) external view returns (SeriesState state_, bytes32 roundKey) {
        StoredSeries storage entry = _series[seriesId];
        return (entry.state, entry.roundKey);
    }

    /// @inheritdoc ICoverSeries
    function terms(bytes32 seriesId) external view returns (SeriesTerms memory) {
        StoredSeries memory entry = _series[seriesId];
        return
            SeriesTerms({
                termsHash: entry.termsHash,
                cell: entry.cell,
                perilSeason: entry.perilSeason,
                roundKey: entry.roundKey,
                triggerMilli: entry.triggerMilli,
                exitMilli: entry.exitMilli,
                side: entry.side,
                salesEnd: entry.salesEnd,
                riskStart: entry.riskStart,
                exposureCap: entry.exposureCap,
                premiumRate: entry.premiumRate,
                underwriter: entry.underwriter
            });
    }

    /// @inheritdoc ICoverSeries
    function saleTerms(bytes32 seriesId) external view returns (SaleTerms memory) {
        StoredSeries storage entry = _series[seriesId];
        return
            SaleTerms({
                stored: entry.state,
                salesEnd: entry.salesEnd,
                exposureCap: entry.exposureCap,
                premiumRate: entry.premiumRate,
                underwriter: entry.underwriter,
                perilSeason: entry.perilSeason
            });
    }

    /// @inheritdoc ICoverSeries
    function payoutFactor(bytes32 seriesId, int256 valueMilli) external view returns (uint32) {
        StoredSeries storage entry = _series[seriesId];
        return LinearPayout.factor(entry.side, entry.triggerMilli, entry.exitMilli, valueMilli);
    }

    /// @inheritdoc ICoverSeries
    function linearPayout(
        Side side,
        int256 triggerMilli,
        int256 exitMilli,
        int256 valueMilli
    ) external pure returns (uint32) {
        if (!LinearPayout.isValid(side, triggerMilli, exitMilli)) revert PayoutLineInvalid(triggerMilli, exitMilli);
        return LinearPayout.factor(side, triggerMilli, exitMilli, valueMilli);
    }

    function _requireUnderwriter(address underwriter) private view {
        if (msg.sender != underwriter) revert CallerNotUnderwriter(msg.sender, underwriter);
    }

    function _move(bytes32 seriesId, SeriesState to) private {
        StoredSeries storage entry = _series[seriesId];
        SeriesState from = entry.state;
        if (!SeriesStates.allowed(from, to)) revert TransitionRefused(seriesId, from, to);

        entry.state = to;

        emit SeriesMoved(seriesId, from, to);
    }
}
