using Holdfast.Databases;

namespace Holdfast.Single.Supervision;

/// <summary>How a role is started.</summary>
/// <param name="Name">Of the role, for people.</param>
internal sealed record ChildCommand(string Name, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Variables that differ from ours; null: it does not get that one. What is for one role is not for the other.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } =
        new Dictionary<string, string?> { [DatabaseSource.Variable] = null };
}
