using Holdfast.Failover.Members;

namespace Holdfast.Failover.Control;

/// <summary>Another member, as it was last heard.</summary>
/// <param name="SilentFor">Seconds since, on the path on which it was heard last.</param>
public sealed record OtherStatus(int Member, string Name, Role Role, bool Healthy, bool Ready, double SilentFor);
