using Holdfast.Model.Problems;

namespace Holdfast.Portal.Features.Profiles;

/// <summary>What can be wrong in changing profiles, beside what is wrong with a profile itself.</summary>
public static class ProfileCommandProblems
{
    public static readonly ProblemKind Exists = new(
        "HF-1090",
        "A profile of this id is there already",
        "Choose another id, or change the profile that is there."
    );

    public static readonly ProblemKind WouldRemoveAll = new(
        "HF-1091",
        "The list is empty and would remove all profiles",
        "Nothing was changed. If you mean it, say so: --remove-all on the command line, \"removeAll\": true in the admin API."
    );

    public static readonly ProblemKind NoRoomForUnit = new(
        "HF-1092",
        "No part of the pool is left for a further unit",
        "In no half of a part all addresses are free. Disconnect or remove devices with high addresses and try again, or choose a larger pool, which ends all WireGuard configurations of the profile."
    );
}
