using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Paths;

namespace Holdfast.Mesh.Core;

/// <summary>Times and numbers by which members live together. The defaults are for hosts in one building as well as far apart.</summary>
public sealed record MeshRules
{
    public PathRules Paths { get; init; } = new();

    /// <summary>Each host asks one other whether it is there, once in such a time.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>After so long without an answer, others are asked to ask. At least twice the round trip.</summary>
    public TimeSpan DirectWait { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>How many others are asked.</summary>
    public int Helpers { get; init; } = 3;

    /// <summary>A suspect has so long to say that it lives, in a mesh of up to ten; longer in larger ones, with the logarithm.</summary>
    public TimeSpan Suspicion { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>Whoever fails often to get answers doubts itself, and waits longer by up to this factor (Lifeguard, section IV).</summary>
    public int MostDoubt { get; init; } = 8;

    /// <summary>One dead member after the other is asked whether it is back, at such a distance.</summary>
    public TimeSpan DeadRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The dead and the departed are told of so long, and forgotten after twice that.</summary>
    public TimeSpan Memory { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Within which a host that looks for others claims nothing, so that it is not taken for the incumbent.</summary>
    public TimeSpan JoinPatience { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>For how long whoever knocks through the tunnel waits for an answer before it knocks again. At least twice the round trip.</summary>
    public TimeSpan OpeningWait { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A way that does not begin is tried at ever greater distances, up to this.</summary>
    public TimeSpan LongestOpeningWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the first member that was met until all it knows has been told.</summary>
    public TimeSpan JoinSettling { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>For how long a claim that comes to a prefix that others hold lets them go before.</summary>
    public TimeSpan ClaimHoldDown { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan RecordLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Between two rounds of news that are not carried along by something else.</summary>
    public TimeSpan NewsInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>To how many members a round of news goes.</summary>
    public int NewsFanout { get; init; } = 3;

    /// <summary>A host that changes its own record tells all, where there are no more than this.</summary>
    public int FewMembers { get; init; } = 64;

    /// <summary>Between two exchanges with members that know something else.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Time that passed at once: our process stood still, and others were not silent meanwhile.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(200);

    public Comparison<Candidate> Order { get; init; } = ClaimOrder.Compare;

    /// <summary>False only in tests that show that it is needed.</summary>
    public bool Refutes { get; init; } = true;

    /// <summary>False only in tests that show that it is needed.</summary>
    public bool RenewsClaims { get; init; } = true;

    /// <summary>False only in tests that show that it is needed.</summary>
    public bool Syncs { get; init; } = true;

    /// <summary>False only in tests that show that it is needed.</summary>
    public bool Reopens { get; init; } = true;

    /// <summary>False only in tests that show that it is needed.</summary>
    public bool AwaitsOpening { get; init; } = true;
}
