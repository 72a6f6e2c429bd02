using Holdfast.Model.Problems;

namespace Holdfast.Portal.Failover;

/// <summary>What can be wrong with the failover group that portals keep. HF-2014 to HF-2022, HF-2088 to HF-2099.</summary>
public static class FailoverProblems
{
    public static readonly ProblemKind NoGroup = new(
        "HF-2014",
        "There is no failover group",
        "Open the page Failover, choose two nodes, type the virtual address, and commit."
    );

    public static readonly ProblemKind MembersWrong = new(
        "HF-2015",
        "The machines of the group are wrong",
        "Choose two to eight nodes, each once. \"./run setup standby\" makes a second machine a node."
    );

    public static readonly ProblemKind MachineAway = new(
        "HF-2016",
        "The machine cannot be asked",
        "Start its node and make sure that this portal has a link to it; the page Nodes says what is in the way."
    );

    public static readonly ProblemKind NoAgent = new(
        "HF-2017",
        "No failover agent answers on the machine",
        "Start it beside the node: \"./run\" and \"./run setup standby\" do, and \"holdfast failover\" alone, from the same HOLDFAST_HOME."
    );

    public static readonly ProblemKind OutsideNetwork = new(
        "HF-2018",
        "The virtual address is in no network of the machine",
        "Choose an address within a network in which all machines of the group have an address of their own, or name its interface under the options."
    );

    public static readonly ProblemKind OwnAddress = new(
        "HF-2019",
        "The virtual address is a machine's own",
        "Choose one that no machine has: it moves, and the machine's own stays."
    );

    public static readonly ProblemKind AddressesWrong = new(
        "HF-2020",
        "The virtual addresses are wrong",
        "Type one to sixteen addresses of hosts for each unit, each once."
    );

    public static readonly ProblemKind NoPath = new(
        "HF-2021",
        "Heartbeats have no way",
        "Give each unit an IPv4 address, or each an IPv6 address, in a network in which all machines are."
    );

    public static readonly ProblemKind OtherVersion = new(
        "HF-2088",
        "The machine runs another version",
        "Bring all machines of the group and the portal to the same version first."
    );

    public static readonly ProblemKind WrongClock = new(
        "HF-2089",
        "The clock of the machine is wrong",
        "Let it and the other machines follow the same time servers (for example the Debian package chrony); a tenth of a second is enough."
    );

    public static readonly ProblemKind ElseWhere = new(
        "HF-2090",
        "The machine belongs to another group",
        "A person or another portal has configured its agent. Stop it, move failover.json out of its state folder, and start it again."
    );

    public static readonly ProblemKind UnitsWrong = new(
        "HF-2091",
        "The units of addresses are wrong",
        "A group has 1 to 16 units, each with a virtual router id of its own from 1 to 255, or none: then one is chosen."
    );

    public static readonly ProblemKind OptionWrong = new(
        "HF-2092",
        "An option of the group is wrong",
        "Choose one within the range that the detail names."
    );

    public static readonly ProblemKind NotGood = new(
        "HF-2093",
        "The group is not committed: something is BAD",
        "Look at the rows: each that is BAD says what to do."
    );

    public static readonly ProblemKind NobodyActive = new(
        "HF-2094",
        "No machine is active that this portal can ask",
        "Wait until one is, or look at the machines why none is."
    );

    public static readonly ProblemKind Refused = new(
        "HF-2095",
        "The machine does not do it",
        "The detail says why; the page Failover shows how the machines stand."
    );

    public static readonly ProblemKind UnknownMember = new(
        "HF-2096",
        "The machine or the unit is not in the group",
        "The page Failover shows which are."
    );

    public static readonly ProblemKind StillNeeded = new(
        "HF-2098",
        "A machine cannot do without the group",
        "The detail says which, and why. Start a machine that is away; when it is gone for good, remove its node on the page Nodes first. A database that two machines keep is moved elsewhere first, see docs/operations/database-pair.md."
    );

    public static readonly ProblemKind KeyIsChanging = new(
        "HF-2099",
        "The key of heartbeats is being changed already",
        "Wait until all machines have it; the page Failover says on whom it waits. Commit the group without a machine that does not come back."
    );

    public static readonly ProblemKind NoKeyForWitness = new(
        "HF-2022",
        "No new key waits for the witness",
        "Change the key first, in a group with a witness; then bring the new one to the witness, and say so."
    );

    public static readonly ProblemKind ChangedMeanwhile = new(
        "HF-2097",
        "Somebody else has committed meanwhile",
        "Look at the group as it is now, and make your change again."
    );
}
