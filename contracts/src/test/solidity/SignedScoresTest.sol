// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "../../main/solidity/interfaces/IEvaluationPanel.sol";
import {Crowd} from "./support/Crowd.sol";
import {Wallet} from "./support/Wallet.sol";

/// @dev The cheap path: one transaction with the signatures of all seats.
contract SignedScoresTest is Crowd {
    /// @dev Only evaluators that can sign have tickets.
    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 3; ++i) {
            vm.prank(evaluators[i]);
            actors.unbond(TICKET);
        }
        pass(1);
    }

    function vectors(uint32 a, uint32 b, uint32 c) internal pure returns (uint32[] memory) {
        return counts(a, b, c);
    }

    function sign(address who, bytes32 digest) internal returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[who], digest);
        return abi.encodePacked(r, s, v);
    }

    function signAll(bytes32 bounty, uint32[] memory c) internal returns (bytes[] memory signatures) {
        address[] memory all = seats(bounty);
        bytes32 digest = panel.scoresDigest(bounty, c);
        signatures = new bytes[](all.length);
        for (uint256 i; i < all.length; ++i) {
            signatures[i] = sign(all[i], digest);
        }
    }

    function testShouldScoreInOneTransactionWithTheSignaturesOfAllSeats() public {
        bytes32 bounty = seated(1);
        uint32[] memory c = vectors(95, 96, 94);
        bytes[] memory signatures = signAll(bounty, c);
        vm.prank(stranger);
        panel.submitSigned(bounty, c, signatures);
        inState(bounty, IBountyMarket.State.Scored);
        equal(market.stateOf(bounty).winnerCount, 95, "median");
        equal(panel.countsOf(bounty, seats(bounty)[1])[0], 96, "kept");
        pass(2 * WINDOW);
        market.settle(bounty);
        equal(pot(bounty), 0, "pot");
    }

    function testShouldSlashALieOnTheCheapPathToo() public {
        bytes32 bounty = seated(1);
        uint32[] memory c = vectors(95, 50, 95);
        panel.submitSigned(bounty, c, signAll(bounty, c));
        address liar = seats(bounty)[1];
        runOut(bounty);
        equal(slashed(liar), LOCK / 10, "lied");
    }

    function testShouldSignTheTypedDataOfTheInterface() public {
        bytes32 bounty = seated(1);
        uint32[] memory c = vectors(95, 96, 94);
        bytes memory words;
        for (uint256 i; i < 3; ++i) {
            words = bytes.concat(words, bytes32(uint256(c[i])));
        }
        bytes memory seatWords;
        address[] memory all = seats(bounty);
        for (uint256 i; i < 3; ++i) {
            seatWords = bytes.concat(seatWords, bytes32(uint256(uint160(all[i]))));
        }
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("AssayEvaluationPanel"),
                keccak256("1"),
                block.chainid,
                address(panel)
            )
        );
        bytes32 scores = keccak256(
            abi.encode(
                keccak256("Scores(bytes32 bounty,uint8 round,address[] seats,uint32[] counts,uint64 deadline)"),
                bounty,
                uint256(0),
                keccak256(seatWords),
                keccak256(words),
                uint256(market.stateOf(bounty).deadline)
            )
        );
        equal(panel.scoresDigest(bounty, c), keccak256(bytes.concat(hex"1901", domain, scores)), "digest");
    }

    function testShouldRefuseFewerSignaturesThanSeats() public {
        bytes32 bounty = seated(1);
        uint32[] memory c = vectors(95, 95, 95);
        expect(abi.encodeWithSelector(IEvaluationPanel.NotAllSigned.selector, 3, 2));
        panel.submitSigned(bounty, c, new bytes[](2));
    }

    function testShouldRefuseEverySeatsSignatureOverAnythingElse() public {
        bytes32 bounty = seated(1);
        for (uint256 seat; seat < 3; ++seat) {
            for (uint256 kind; kind < 4; ++kind) {
                refuseSignature(bounty, seat, kind);
            }
        }
    }

    function refuseSignature(bytes32 bounty, uint256 i, uint256 kind) internal {
        uint32[] memory c = vectors(95, 95, 95);
        bytes[] memory signatures = signAll(bounty, c);
        address[] memory all = seats(bounty);
        if (kind == 0) signatures[i] = sign(all[(i + 1) % 3], panel.scoresDigest(bounty, c));
        if (kind == 1) signatures[i] = sign(all[i], panel.scoresDigest("other", c));
        if (kind == 2) signatures[i] = sign(all[i], panel.scoresDigest(bounty, vectors(95, 95, 94)));
        if (kind == 3) {
            vm.chainId(999);
            bytes32 elsewhere = panel.scoresDigest(bounty, c);
            vm.chainId(31_337);
            signatures[i] = sign(all[i], elsewhere);
        }
        expect(abi.encodeWithSelector(IEvaluationPanel.BadSignature.selector, all[i]));
        panel.submitSigned(bounty, c, signatures);
    }

    function testShouldRefuseSignaturesWhenTheyHaveServed() public {
        bytes32 bounty = seated(1);
        uint32[] memory c = vectors(95, 95, 95);
        bytes[] memory signatures = signAll(bounty, c);
        panel.submitSigned(bounty, c, signatures);
        expect(abi.encodeWithSelector(IEvaluationPanel.NotScoring.selector, bounty));
        panel.submitSigned(bounty, c, signatures);
    }

    function testShouldRefuseVectorsThatAreNotOneForEachSeatAndSlot() public {
        bytes32 bounty = seated(2);
        expect(abi.encodeWithSelector(IEvaluationPanel.WrongCountLength.selector, 6, 3));
        panel.submitSigned(bounty, vectors(95, 95, 95), new bytes[](3));
    }

    function testShouldCheckSignedCountsLikeOthers() public {
        bytes32 bounty = seated(1);
        uint32[] memory c = vectors(95, PRIVATE + 1, 95);
        bytes[] memory signatures = signAll(bounty, c);
        expect(abi.encodeWithSelector(IEvaluationPanel.CountTooLarge.selector, 0, PRIVATE + 1, PRIVATE));
        panel.submitSigned(bounty, c, signatures);
    }

    function testShouldRefuseTheCheapPathAfterARefill() public {
        bytes32 bounty = seated(1);
        scoreBy(bounty, 0, 1, counts(95));
        pass(1);
        contribute(bounty, 2);
        inState(bounty, IBountyMarket.State.Scoring);
        uint32[] memory c = new uint32[](5);
        bytes[] memory signatures = signAll(bounty, c);
        expect(abi.encodeWithSelector(IEvaluationPanel.NotAllSigned.selector, 3, 5));
        panel.submitSigned(bounty, c, signatures);
    }

    function testShouldTakeTheCheapPathInAChallengeToo() public {
        bytes32 bounty = seated(1);
        scoreBy(bounty, counts(95));
        challenge(bounty);
        pass(1);
        contribute(bounty, 4);
        uint32[] memory c = new uint32[](7);
        for (uint256 i; i < 7; ++i) {
            c[i] = 97;
        }
        panel.submitSigned(bounty, c, signAll(bounty, c));
        inState(bounty, IBountyMarket.State.Delivering);
        equal(market.stateOf(bounty).winnerCount, 97, "final");
    }

    function testShouldTakeTheWordOfASeatThatIsAContract() public {
        Wallet wallet = new Wallet();
        joinEvaluator(address(wallet), 9 * TICKET);
        pass(1);
        bytes32 bounty = seated(1);
        for (uint256 i; i < 10 && !panel.hasSeat(bounty, address(wallet)); ++i) {
            bounty = seated(1);
        }
        uint32[] memory c = vectors(95, 95, 95);
        bytes32 digest = panel.scoresDigest(bounty, c);
        address[] memory all = seats(bounty);
        bytes[] memory signatures = new bytes[](3);
        for (uint256 i; i < 3; ++i) {
            if (all[i] != address(wallet)) signatures[i] = sign(all[i], digest);
        }
        expect(abi.encodeWithSelector(IEvaluationPanel.BadSignature.selector, address(wallet)));
        panel.submitSigned(bounty, c, signatures);
        wallet.approve(digest);
        panel.submitSigned(bounty, c, signatures);
        inState(bounty, IBountyMarket.State.Scored);
    }

    function testShouldForgetTheQuestionForTheTestKeyWhenAllSeatsSign() public {
        bytes32 bounty = seated(1);
        address[] memory all = seats(bounty);
        for (uint256 i; i < 2; ++i) {
            vm.prank(all[i]);
            panel.reportTestSet(bounty, 0);
        }
        isTrue(market.stateOf(bounty).testKey == IBountyMarket.TestKey.Asked, "asked");
        uint32[] memory c = vectors(95, 95, 95);
        panel.submitSigned(bounty, c, signAll(bounty, c));
        inState(bounty, IBountyMarket.State.Scored);
        isTrue(market.stateOf(bounty).testKey == IBountyMarket.TestKey.NotAsked, "nobody needs it any more");
        equal(panel.progressOf(bounty).reports, 0, "nor stand the reports");
    }
}
