// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {Crowd} from "./support/Crowd.sol";

contract NamedEvaluatorsTest is Crowd {
    address[] internal list;

    /// @dev The first `count` of the crowd, ascending.
    function name_(uint256 count) internal {
        delete list;
        for (uint256 i; i < count; ++i) {
            list.push(evaluators[3 + i]);
            for (uint256 j = i; j != 0 && list[j - 1] > list[j]; --j) {
                (list[j - 1], list[j]) = (list[j], list[j - 1]);
            }
        }
    }

    function named_() internal view returns (IBountyMarket.Extras memory x) {
        x = noExtras();
        x.evaluators = list;
    }

    function seatedNamed() internal returns (bytes32) {
        return seated(open(bountyTerms(), named_()), 1);
    }

    function isNamed(address who) internal view returns (bool) {
        for (uint256 i; i < list.length; ++i) {
            if (list[i] == who) return true;
        }
        return false;
    }

    function testShouldSeatOnlyWhomTheBountyNames() public {
        name_(5);
        bytes32 bounty = seatedNamed();
        equal(market.namedEvaluators(bounty).length, 5, "named");
        address[] memory all = seats(bounty);
        equal(all.length, 3, "seats");
        for (uint256 i; i < 3; ++i) {
            isTrue(isNamed(all[i]), "named");
        }
    }

    function testShouldRefundWhenTooFewOfTheNamedCanSit() public {
        name_(3);
        vm.prank(list[1]);
        actors.unbond(TICKET);
        pass(1);
        bytes32 bounty = seatedNamed();
        inState(bounty, IBountyMarket.State.Refunded);
        equal(has(researcher), 1000 ether, "everything back");
    }

    function testShouldDrawAChallengeFromTheNamedOnly() public {
        name_(10);
        bytes32 bounty = seatedNamed();
        scoreBy(bounty, counts(95));
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        address[] memory all = seats(bounty);
        equal(all.length, 7, "all others");
        for (uint256 i; i < 7; ++i) {
            isTrue(isNamed(all[i]), "named");
        }
    }

    function refusedList(uint256 position) internal {
        IBountyMarket.Terms memory t = bountyTerms();
        expect(abi.encodeWithSelector(IBountyMarket.BadEvaluators.selector, position));
        open(t, named_());
    }

    function testShouldRefuseAListThatIsTooShortTooLongUnorderedOrRepeats() public {
        name_(2);
        refusedList(2);
        name_(4);
        (list[1], list[2]) = (list[2], list[1]);
        refusedList(2);
        name_(4);
        list[3] = list[2];
        refusedList(3);
        list[0] = address(0);
        refusedList(0);
        delete list;
        for (uint160 i = 1; i <= 65; ++i) {
            list.push(address(i));
        }
        refusedList(65);
    }
}
