using Holdfast.Failover.Database.Actions;

namespace Holdfast.Failover.Database;

/// <summary>What one event brought.</summary>
/// <param name="Actions">To be done in this order.</param>
public sealed record DatabaseStep(DatabaseState State, IReadOnlyList<DatabaseAction> Actions);
