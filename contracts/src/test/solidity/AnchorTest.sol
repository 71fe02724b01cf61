// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAnchor} from "../../main/solidity/interfaces/IAnchor.sol";
import {World} from "./support/World.sol";

contract AnchorTest is World {
    function testFuzzShouldChainEveryRoot(bytes32 a, bytes32 b) public {
        vm.assume(a != 0 && b != 0);
        vm.startPrank(stranger);
        bytes32 first = anchor.anchor("kind", a, 0);
        bytes32 second = anchor.anchor("kind", b, first);
        vm.stopPrank();

        equal(first, keccak256(abi.encode(bytes32(0), 0, a)), "first");
        equal(second, keccak256(abi.encode(first, 1, b)), "second");
        (bytes32 head, uint256 length) = anchor.headOf(stranger, "kind");
        equal(head, second, "head");
        equal(length, 2, "length");
        equal(anchor.rootAt(stranger, "kind", 0), a, "root stays");
        equal(anchor.rootAt(stranger, "kind", 2), 0, "none there");
        equal(anchor.rootAt(researcher, "kind", 0), 0, "none of another");
    }

    function testShouldRefuseAnotherHeadAndAnEmptyRoot() public {
        bytes32 head = anchor.anchor("kind", "root", 0);
        expect(abi.encodeWithSelector(IAnchor.WrongHead.selector, head, bytes32(0)));
        anchor.anchor("kind", "root", 0);
        expect(IAnchor.EmptyRoot.selector);
        anchor.anchor("kind", 0, head);
    }

    function testShouldProveALeaf() public {
        (bytes32 a, bytes32 b) = (keccak256("a"), keccak256("b"));
        bytes32 root = a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
        anchor.anchor("kind", root, 0);
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = b;
        isTrue(anchor.verify(address(this), "kind", 0, a, proof), "in");
        isTrue(!anchor.verify(address(this), "kind", 0, "c", proof), "not in");
        isTrue(!anchor.verify(address(this), "kind", 1, a, proof), "no root");
    }
}
