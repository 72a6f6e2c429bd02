namespace Holdfast.Failover.Postgres;

/// <summary>PostgreSQL or one of its programs did not do what it was asked.</summary>
internal sealed class JobFailedException(string message) : Exception(message);
