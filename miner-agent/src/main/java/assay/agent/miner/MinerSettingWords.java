package assay.agent.miner;

import assay.agent.home.Setting;
import java.util.List;

/** What the settings of a miner mean, as its file says it. */
final class MinerSettingWords {

  static final String HEADING =
      """
      How this rig mines, read by 'assay miner' when it starts; nothing here needs to be set.
      Take away the # before a line to set it. A name that is no setting stops the start.
      'assay miner bounties' shows what these rules take and leave.
      """;

  static final List<Setting> ALL =
      List.of(
          new Setting(
              "reward.least",
              "The least reward of a bounty, in ETH, all parts together. Without it: any.",
              "0.05"),
          new Setting(
              "profit.least",
              "The least profit of an hour, in ETH: what the miner is paid if he wins, by the hours"
                  + " that this rig would train, less the costs of an hour. Gas and evaluation fee"
                  + " are not counted. Without it: any.",
              "0.01"),
          new Setting(
              "costs.hour", "What an hour of this rig costs, in ETH. Without it: 0.", "0.001"),
          new Setting(
              "hours.most", "The most hours of training for one bounty. Without it: any.", "12"),
          new Setting(
              "hours.unknown",
              "Whether to take a bounty whose model was never trained here, so that nobody knows"
                  + " the hours: take or leave. Asked only where hours.most or profit.least is set."
                  + " Without it: take.",
              "take"),
          new Setting(
              "data.megabytes",
              "The largest dataset to take into memory, in MiB of sealed bytes. Without it: a"
                  + " quarter of the heap, divided by the jobs.",
              "500"),
          new Setting(
              "levels",
              "The sharing levels at which to work, with commas between. Without it: L0,L1,L2.",
              "L0,L1"),
          new Setting(
              "researchers.allowed",
              "Work for these addresses only, with commas between. Without it: for all.",
              "0x"),
          new Setting("researchers.denied", "Never work for these addresses.", "0x"),
          new Setting(
              "datasets.allowed",
              "Take in these datasets only (their ids, with commas between). Without it: all.",
              "0x"),
          new Setting("datasets.denied", "Never take in these datasets.", "0x"),
          new Setting(
              "pool.jobs",
              "Whether to train only for bounties that the pool gives this miner, alone or"
                  + " together with others: true or false. Without it: false.",
              "true"),
          new Setting(
              "pool.together",
              "Whether this pool's operator trains only bounties that he named a crew for ('assay"
                  + " pool dispatch --together'), together with it: true or false. Without it:"
                  + " false.",
              "false"),
          new Setting(
              "pool.round-seconds",
              "The longest that a joint round waits for members; who is late is left out of it."
                  + " Without it: 300.",
              "60"),
          new Setting(
              "jobs",
              "Trainings side by side, each with 'devices' of agent.properties workers. Without it:"
                  + " 1.",
              "2"),
          new Setting("epochs", "Passes over the data. Without it: 40.", "40"),
          new Setting("batch-size", "Samples per step and worker. Without it: 16.", "16"),
          new Setting(
              "averaging-every",
              "Steps of each worker between two averagings. Without it: the fewer, the more a step of"
                  + " the model computes, and at least two averagings an epoch.",
              "1"),
          new Setting(
              "checkpoint-every",
              "Epochs between two kept states, which are two seconds apart at least. Without it: 10.",
              "10"),
          new Setting(
              "stop.temperature",
              "Training rests while a device is this hot or hotter, in degrees Celsius; looked at"
                  + " every ten seconds. It goes on after a minute at least, at resume.temperature."
                  + " Devices that do not tell their temperature do not stop it. Without it:"
                  + " never.",
              "85"),
          new Setting(
              "resume.temperature",
              "Goes on when the device is this cool. Without it: 10 degrees less than it stopped.",
              "75"),
          new Setting(
              "stop.watts",
              "Training rests while one device draws so many watts or more. Without it: never.",
              "320"),
          new Setting(
              "resume.watts",
              "Goes on when the device draws this little. Without it: 20 watts less.",
              "300"),
          new Setting(
              "hook.before-training",
              "A program of yours, with its whole path and without arguments, run before the first"
                  + " training begins, such as one that stops another use of the GPUs. If it fails,"
                  + " no training begins. Without it: none.",
              "/home/you/stop-mining"),
          new Setting(
              "hook.after-training",
              "Run after the last training ended, and at the next start if the agent was killed in"
                  + " between. Without it: none.",
              "/home/you/start-mining"),
          new Setting("hook.seconds", "The longest either program may take. Without it: 60.", "60"),
          new Setting(
              "watchdog.minutes",
              "A training that makes no progress for so long ends the agent with code 5, so that"
                  + " whatever started it starts it again. Without it: 30.",
              "30"),
          new Setting(
              "status.port",
              "A port of 127.0.0.1 for a page that shows the status to every user of this machine."
                  + " Without it: no page.",
              "7717"),
          new Setting(
              "log.megabytes",
              "The longest log file in the home's folder logs, in MiB. Without it: 10.",
              "10"),
          new Setting("log.files", "How many log files are kept. Without it: 5.", "5"),
          new Setting(
              "runs.report",
              "Whether the platform is told how trainings go, for everybody to see: loss, accuracy on"
                  + " the public sample, speed, engine, names of the devices, their use and"
                  + " temperature, and a few lines of the log: true or false. Without it: true.",
              "false"));

  private MinerSettingWords() {}
}
