"""Made the .h5 files and golden predictions beside it, with Keras 3.15.1 on the torch backend."""

import json
import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy

from keras import layers

numpy.random.seed(7)
keras.utils.set_random_seed(7)


def unsettle(model):
    """Gives every weight a value of its own: fresh biases and moments would hide a mix-up."""
    for layer in model.layers:
        layer.set_weights([
            numpy.random.uniform(0.5, 1.5, w.shape) if "variance" in v.path or "gamma" in v.path
            else numpy.random.normal(0, 0.3, w.shape)
            for v, w in zip(layer.weights, layer.get_weights())])


def keep(name, model, **compiling):
    unsettle(model)
    if compiling:
        model.compile(**compiling)
    samples = numpy.random.uniform(-1, 1, (5,) + model.input_shape[1:]).astype("float32")
    answers = model.predict(samples, verbose=0)
    model.save(name + ".h5")
    with open(name + ".json", "w") as file:
        golden = {"samples": samples.reshape(5, -1).tolist(), "answers": answers.reshape(5, -1).tolist()}
        json.dump(golden, file)


keep("mlp", keras.Sequential([
    keras.Input((6,)),
    layers.Dense(8, activation="relu"),
    layers.Dropout(0.25),
    layers.Dense(3, activation="softmax")]),
    loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.SGD(0.05, momentum=0.9, nesterov=True))

keep("lenet", keras.Sequential([
    keras.Input((12, 12, 1)),
    layers.Conv2D(4, 3, padding="same", name="conv1"),
    layers.BatchNormalization(name="norm1"),
    layers.ReLU(name="relu1"),
    layers.MaxPooling2D(name="pool1"),
    layers.Conv2D(6, 3, activation="relu", name="conv2"),
    layers.Flatten(name="flat"),
    layers.Dense(10, activation="softmax", name="out")]),
    loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])

entry = keras.Input((8, 8, 2), name="image")
x = layers.Conv2D(4, 3, padding="same", activation="relu", name="stem")(entry)
y = layers.Conv2D(4, 3, padding="same", use_bias=False, name="branch")(x)
y = layers.BatchNormalization(name="branch_norm", epsilon=1e-5)(y)
x = layers.Add(name="join")([x, y])
x = layers.Activation("relu", name="relu")(x)
x = layers.GlobalAveragePooling2D(name="mean")(x)
keep("residual", keras.Model(entry, layers.Dense(4, activation="softmax", name="out")(x)))

keep("lstm", keras.Sequential([
    keras.Input((7, 3)),
    layers.Bidirectional(layers.LSTM(4, return_sequences=True), name="both"),
    layers.LSTM(5, name="memory"),
    layers.Dense(2, activation="softmax", name="out")]),
    loss="categorical_crossentropy", optimizer="rmsprop")
