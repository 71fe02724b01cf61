"""Trains one of the benchmark's nets with plain PyTorch, or answers with it.

Prints samples, processor seconds and seconds.
Usage: pytorch_training.py train|infer NET SECONDS, where NET is mlp, lenet or resnet8. The same layers, batch
size, optimizer and first-weights rule as the engines have, random samples, one thread.
"""

import sys
import time

import torch
from torch import nn

BATCH = 64


class Block(nn.Module):
    def __init__(self, inputs, filters, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, filters, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(filters, eps=1e-5)
        self.conv2 = nn.Conv2d(filters, filters, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(filters, eps=1e-5)
        self.short = nn.Identity()
        if stride > 1:
            self.short = nn.Sequential(
                nn.Conv2d(inputs, filters, 1, stride, bias=False), nn.BatchNorm2d(filters, eps=1e-5)
            )

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(y)) + self.short(x))


def net(name):
    if name == "mlp":
        return (64,), nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10))
    if name == "lenet":
        return (1, 28, 28), nn.Sequential(
            nn.Conv2d(1, 20, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(20, 50, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(2450, 128),
            nn.ReLU(),
            nn.Linear(128, 10),
        )
    return (3, 32, 32), nn.Sequential(
        nn.Conv2d(3, 16, 3, 1, 1, bias=False),
        nn.BatchNorm2d(16, eps=1e-5),
        nn.ReLU(),
        Block(16, 16, 1),
        Block(16, 32, 2),
        Block(32, 64, 2),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(64, 10),
    )


def training(model, shape):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7)
    loss_of = nn.CrossEntropyLoss()
    samples = torch.rand(8, BATCH, *shape)
    labels = torch.randint(10, (8, BATCH))

    def epoch():
        for batch in range(8):
            optimizer.zero_grad()
            loss_of(model(samples[batch]), labels[batch]).backward()
            optimizer.step()
        return 8 * BATCH

    return epoch


def answering(model, shape):
    samples = torch.rand(2, 512, *shape)
    model.eval()

    def answer():
        with torch.no_grad():
            for half in samples:
                torch.softmax(model(half), 1)
        return 1024

    return answer


def main():
    torch.set_num_threads(1)
    torch.manual_seed(1)
    shape, model = net(sys.argv[2])
    seconds = float(sys.argv[3])
    work = training(model, shape) if sys.argv[1] == "train" else answering(model, shape)
    work()
    begin, cpu, done = time.monotonic(), time.process_time(), work()
    # Once at least: the process may be stopped right after it began.
    while time.monotonic() - begin < seconds:
        done += work()
    print(done, time.process_time() - cpu, time.monotonic() - begin)


main()
