using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration;

/// <summary>What can be wrong with the configuration of a failover group. HF-2000 to HF-2029.</summary>
public static class ConfigurationProblems
{
    public static readonly ProblemKind FileUnusable = new(
        "HF-2000",
        "The failover configuration cannot be read",
        "Make sure that the file is there and that the agent may read it."
    );

    public static readonly ProblemKind NotUnderstood = new(
        "HF-2001",
        "The failover configuration is not understood",
        "Correct the named place; docs/operations/failover.md shows a whole file."
    );

    public static readonly ProblemKind MembersWrong = new(
        "HF-2002",
        "The members of the group are wrong",
        "A group has 2 to 8 members, each with an id (1 to 255) and a priority (1 to 254) of its own, and an address for each path."
    );

    public static readonly ProblemKind NotAMember = new(
        "HF-2003",
        "This machine is no member of the group",
        "Set local.member to the id of one of group.members, another one on each machine."
    );

    public static readonly ProblemKind PathsWrong = new(
        "HF-2004",
        "The heartbeat paths are wrong",
        "A group has one or two paths; the second is on another network or another carrier."
    );

    public static readonly ProblemKind UnitsWrong = new(
        "HF-2005",
        "The units of addresses are wrong",
        "Each unit has a vrid of its own (1 to 255) and at least one address; no address stands twice or belongs to a member."
    );

    public static readonly ProblemKind UnknownNetwork = new(
        "HF-2006",
        "The network is not known on this machine",
        "Name its interface under local.links."
    );

    public static readonly ProblemKind NumberWrong = new(
        "HF-2007",
        "A number is out of its range",
        "Choose one within the range that the detail names."
    );

    public static readonly ProblemKind KeysWrong = new(
        "HF-2008",
        "The heartbeat keys are wrong",
        "Give each key an id (1 to 255) and 32 to 64 random bytes as base64, and set activeKey to one of the ids; only authentication \"off\" needs none."
    );

    public static readonly ProblemKind NeedsTrailer = new(
        "HF-2009",
        "Heartbeats in UDP must be authenticated",
        "Set authentication to \"enforce\" or \"permissive\", or choose another carrier."
    );

    public static readonly ProblemKind FamilyWrong = new(
        "HF-2010",
        "Addresses of IPv4 and IPv6 do not fit together",
        "On one path all members have addresses of the same family, and each unit has at least one address of that family, of IPv6 a link-local one such as fe80::100."
    );

    public static readonly ProblemKind ExpectsWrong = new(
        "HF-2011",
        "The programs whose health is expected are wrong",
        "Name at most 8 under local.expects, each once, with a-z, 0-9 and hyphens, such as \"node\"."
    );

    public static readonly ProblemKind WitnessWrong = new(
        "HF-2012",
        "The witness of the group is wrong",
        "Name the address of a machine that is no member, and a lease of two intervals to a minute; authentication is \"enforce\" or \"permissive\"."
    );

    public static readonly ProblemKind HookWrong = new(
        "HF-2013",
        "The hook is wrong",
        "Name an executable file with its whole path, such as \"/etc/holdfast/move-address\"."
    );
}
