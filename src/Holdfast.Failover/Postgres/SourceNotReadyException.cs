namespace Holdfast.Failover.Postgres;

/// <summary>The other member's server is not the primary yet, or has not made its first checkpoint as one.</summary>
internal sealed class SourceNotReadyException()
    : Exception("The other member's database is not ready to be followed yet.");
