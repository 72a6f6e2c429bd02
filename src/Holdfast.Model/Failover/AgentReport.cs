using System.Text.Json.Serialization;

namespace Holdfast.Model.Failover;

/// <summary>How an agent sees its group: what portals show of its status. See docs/protocols/failover-control.md.</summary>
/// <param name="History">The newest last.</param>
/// <param name="Database">Null: the group keeps none.</param>
public sealed record AgentReport(
    int Member,
    string Name,
    IReadOnlyList<UnitReport> Units,
    IReadOnlyList<Happening> History,
    DatabaseReport? Database
)
{
    /// <summary>More of the history is not told to portals.</summary>
    public const int MostHistory = 40;
}

/// <param name="Epoch">The highest that is known, <c>TERM.MEMBER</c>.</param>
/// <param name="Unhealthy">What is wrong with the machine; null: nothing that is known.</param>
/// <param name="Obstacle">Why a standby would not become active now, such as <c>unhealthy</c>; null: it would, or is no standby.</param>
/// <param name="Witness">Null: the group has none.</param>
public sealed record UnitReport(
    int Vrid,
    IReadOnlyList<string> Addresses,
    UnitRole Role,
    string Epoch,
    bool Healthy,
    string? Unhealthy,
    bool OnHold,
    string? Obstacle,
    IReadOnlyList<OtherReport> Others,
    WitnessReport? Witness,
    double SecondsInRole
)
{
    /// <summary>What keeps a standby from becoming active while another one is.</summary>
    private const string ActiveHeard = "active-heard";

    /// <summary>It would follow the active machine now.</summary>
    [JsonIgnore]
    public bool IsReady => Role == UnitRole.Standby && Healthy && !OnHold && Hindrance is null;

    /// <summary>Why it would not; null: it would, or is no standby.</summary>
    [JsonIgnore]
    public string? Hindrance => Obstacle is null or ActiveHeard ? null : Obstacle;
}

/// <summary>Another member, as it was last heard.</summary>
/// <param name="SilentFor">Seconds since.</param>
public sealed record OtherReport(int Member, string Name, UnitRole Role, bool Healthy, bool Ready, double SilentFor)
{
    /// <summary>Arbitrary: longer than any pause of a machine that is only busy.</summary>
    private const double Silence = 3;

    [JsonIgnore]
    public bool IsHeard => SilentFor < Silence;
}

/// <param name="Became">The role that the machine took; null: it is about something else.</param>
public sealed record Happening(
    DateTimeOffset At,
    int Vrid,
    string What,
    int Times,
    DateTimeOffset? Last,
    UnitRole? Became
);

/// <param name="SilentFor">Seconds since the witness last answered; null: it never did.</param>
/// <param name="Holder">The member that had the lease; null: nobody.</param>
public sealed record WitnessReport(double? SilentFor, int? Holder);

/// <param name="Server">What it is, such as <c>primary</c>.</param>
/// <param name="Degraded">As primary: it acknowledges what the standby has not.</param>
/// <param name="Lag">As primary with a standby: bytes that it lacks.</param>
/// <param name="Trouble">Why the last thing that was tried failed; null: it did not.</param>
/// <param name="KeptAside">Folders on the machine with what it had written alone and the other has not; null: it does not say.</param>
public sealed record DatabaseReport(
    string Server,
    bool InStep,
    bool Degraded,
    ulong? Lag,
    string? Trouble,
    IReadOnlyList<string>? KeptAside = null
)
{
    /// <summary>More of <see cref="KeptAside"/> is not told to portals, the newest are.</summary>
    public const int MostKeptAside = 20;
}
