using Holdfast.Model.Problems;

namespace Holdfast.Data.Problems;

/// <summary>
/// The connection was lost while the database was committing: the changes may be durable, or may be gone. The unit of work was not
/// repeated. The caller looks whether its change is there, or answers in a way that lets the client ask again.
/// </summary>
public sealed class CommitUnknownException(Problem problem, Exception? inner = null)
    : DatabaseException(problem, inner);
