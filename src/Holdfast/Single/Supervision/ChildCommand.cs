namespace Holdfast.Single.Supervision;

/// <summary>How a role is started.</summary>
/// <param name="Name">Of the role, for people.</param>
internal sealed record ChildCommand(string Name, string Program, IReadOnlyList<string> Arguments);
