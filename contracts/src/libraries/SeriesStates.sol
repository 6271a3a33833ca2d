// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Life of a series. Stored: Draft, Open, Closed, Final, Swept, Cancelled, Expired. Between Closed and Final the
/// state is read from the round of the oracle: Observing, Proposed, Contested, Disputed.
enum SeriesState {
    None,
    Draft,
    Open,
    Closed,
    Observing,
    Proposed,
    Contested,
    Disputed,
    Final,
    Swept,
    Cancelled,
    Expired
}

/// @title SeriesStates
/// @notice The table of stored transitions; every change of a stored state is checked against it.
library SeriesStates {
    /// @notice Whether a stored state may follow another.
    function allowed(SeriesState from, SeriesState to) internal pure returns (bool) {
        return (successors(from) & bit(to)) != 0;
    }

    function successors(SeriesState from) private pure returns (uint256) {
        if (from == SeriesState.None) return bit(SeriesState.Draft);
        if (from == SeriesState.Draft) return bit(SeriesState.Open) | bit(SeriesState.Cancelled);
        if (from == SeriesState.Open) return bit(SeriesState.Closed) | bit(SeriesState.Cancelled);
        if (from == SeriesState.Closed) return bit(SeriesState.Final) | bit(SeriesState.Expired);
        if (from == SeriesState.Final) return bit(SeriesState.Swept);
        return 0;
    }

    function bit(SeriesState state) private pure returns (uint256) {
        return 1 << uint256(state);
    }
}
