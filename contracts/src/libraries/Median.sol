// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Median
/// @notice Median and spread of a few signed numbers.
library Median {
    /// @notice Sorts `values` in place (insertion sort: the lists are short) and gives their median.
    /// @dev With an even count it is the mean of the two middle values rounded toward negative infinity. Values must fit
    /// 128 bits so that neither sum nor spread can overflow.
    /// @param values At least one value, each within int128.
    /// @return median The median; never outside the least and the greatest value.
    /// @return spread Greatest minus least value.
    function medianOf(int256[] memory values) internal pure returns (int256 median, uint256 spread) {
        uint256 count = values.length;
        for (uint256 i = 1; i < count; ++i) {
            int256 value = values[i];
            uint256 at = i;
            for (; at > 0 && values[at - 1] > value; --at) values[at] = values[at - 1];
            values[at] = value;
        }
        uint256 middle = count / 2;
        // An arithmetic shift rounds toward negative infinity where a division would round toward zero.
        median = count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) >> 1;
        spread = uint256(values[count - 1] - values[0]);
    }
}
