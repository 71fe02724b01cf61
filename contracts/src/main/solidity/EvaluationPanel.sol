// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IEvaluationPanel} from "./interfaces/IEvaluationPanel.sol";

abstract contract EvaluationPanel is IEvaluationPanel {
    constructor(address market, address actors) {}
}
