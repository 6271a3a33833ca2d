// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { Side } from "../libraries/LinearPayout.sol";
import { SeriesState } from "../libraries/SeriesStates.sol";

/// @title ICoverSeries
/// @notice Register of all series of cover: what is insured, when it pays, how much may be sold. Immutable but for the
/// state.
interface ICoverSeries {
    /// @notice What a series is; never changes after `create`.
    /// @param termsHash SHA-256 of the RFC 8785 bytes of the terms document.
    /// @param cell Hash of the weather cell.
    /// @param perilSeason Hash of peril and season; a plot is insured once for each.
    /// @param roundKey Round of the oracle that gives the index.
    /// @param triggerMilli Index, in thousandths, at which the payout starts.
    /// @param exitMilli Index, in thousandths, at which it is full.
    /// @param side Side of the trigger that pays.
    /// @param salesEnd End of sales, exclusive, seconds.
    /// @param riskStart First second of the insured weather; sales end no later.
    /// @param exposureCap Greatest total sum insured, smallest unit of the token.
    /// @param premiumRate Premium per sum insured, basis points x 100 (1,000,000 = the whole sum).
    /// @param underwriter The insurer: creates, opens and cancels the series and signs its quotes.
    struct SeriesTerms {
        bytes32 termsHash;
        bytes32 cell;
        bytes32 perilSeason;
        bytes32 roundKey;
        int256 triggerMilli;
        int256 exitMilli;
        Side side;
        uint64 salesEnd;
        uint64 riskStart;
        uint96 exposureCap;
        uint32 premiumRate;
        address underwriter;
    }

    /// @notice What a sale needs to know.
    struct SaleTerms {
        SeriesState stored;
        uint64 salesEnd;
        uint96 exposureCap;
        uint32 premiumRate;
        address underwriter;
        bytes32 perilSeason;
    }

    event SeriesCreated(
        bytes32 indexed seriesId,
        bytes32 indexed termsHash,
        bytes32 indexed roundKey,
        SeriesTerms terms
    );
    event SeriesMoved(bytes32 indexed seriesId, SeriesState indexed from, SeriesState indexed to);

    /// @notice The table of states has no such transition (also: the id is taken).
    error TransitionRefused(bytes32 seriesId, SeriesState from, SeriesState to);
    error TermsHashMissing(bytes32 seriesId);
    /// @notice The role INSURER is not enough: a series belongs to the insurer that underwrites it.
    error CallerNotUnderwriter(address caller, address underwriter);
    /// @notice Trigger and exit must differ, with the exit on the side that pays, and fit 128 bits.
    error PayoutLineInvalid(int256 triggerMilli, int256 exitMilli);
    error PremiumRateInvalid(uint32 premiumRate, uint32 most);
    error ExposureCapMissing(bytes32 seriesId);
    /// @notice Sales would not end before the insured weather starts.
    error SalesEndAfterRisk(uint64 salesEnd, uint64 riskStart);
    /// @notice The round accepts observations before the insured weather starts.
    error RoundBeforeRisk(uint64 roundNotBefore, uint64 riskStart);
    error RoundNotOpen(bytes32 roundKey);
    error SalesOver(uint256 time, uint64 salesEnd);
    error SalesNotOver(uint256 time, uint64 salesEnd);

    /// @notice Writes down a series as Draft. Needs the role INSURER; the caller must be its underwriter.
    /// @param seriesId Chosen by the caller, so that the same transactions give the same ids after a chain lost blocks.
    function create(bytes32 seriesId, SeriesTerms calldata terms) external;

    /// @notice Starts sales; the round must be open in the oracle. Needs the role INSURER; for its underwriter
    /// only.
    function open(bytes32 seriesId) external;

    /// @notice Ends sales once their time is over; anybody may. Capital may not leave the pool from now to the outcome.
    function close(bytes32 seriesId) external;

    /// @notice Gives up a series that is Draft or Open; its premiums are refunded by settle and pay. Needs the role
    /// INSURER; for its underwriter only.
    function cancel(bytes32 seriesId) external;

    /// @notice Moves a settled series on. Needs the role COVER.
    function advance(bytes32 seriesId, SeriesState to) external;

    /// @notice State, with those between Closed and Final read from the round.
    function state(bytes32 seriesId) external view returns (SeriesState);

    /// @notice State as stored, and the round.
    function stored(bytes32 seriesId) external view returns (SeriesState state_, bytes32 roundKey);

    function terms(bytes32 seriesId) external view returns (SeriesTerms memory);

    function saleTerms(bytes32 seriesId) external view returns (SaleTerms memory);

    /// @notice Payout factor of an index value under the terms of a series, basis points x 100, rounded down.
    function payoutFactor(bytes32 seriesId, int256 valueMilli) external view returns (uint32);

    /// @notice The payout line alone, for comparison with other implementations.
    function linearPayout(
        Side side,
        int256 triggerMilli,
        int256 exitMilli,
        int256 valueMilli
    ) external pure returns (uint32);
}
