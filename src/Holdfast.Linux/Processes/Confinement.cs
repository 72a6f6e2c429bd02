namespace Holdfast.Linux.Processes;

/// <summary>
/// Runs a role with no more rights than it needs: as a system user, with only the named capabilities, which it and its children keep,
/// and with no way to gain others.
/// </summary>
/// <param name="User">Name or number of the system user; null stays who we are.</param>
/// <param name="Group">Name or number of its group; null with <paramref name="User"/> null.</param>
/// <param name="Capabilities">Lower case, without prefix: <c>net_admin</c>, <c>net_raw</c>, <c>net_bind_service</c>.</param>
public sealed record Confinement(string? User, string? Group, IReadOnlyList<string> Capabilities)
{
    private const string Program = "setpriv";

    /// <summary>The command line that runs another one confined (setpriv(1) of util-linux).</summary>
    public ConfinedCommand Wrap(string program, IReadOnlyList<string> arguments) =>
        new(Program, [.. Options(), "--", program, .. arguments]);

    private IEnumerable<string> Options()
    {
        if (User is not null)
        {
            yield return $"--reuid={Plain(User)}";
            yield return $"--regid={Plain(Group ?? User)}";
            yield return "--init-groups";
        }

        var set = "-all" + string.Concat(Capabilities.Select(name => $",+{Plain(name)}"));
        yield return $"--inh-caps={set}";
        yield return $"--ambient-caps={set}";
        yield return $"--bounding-set={set}";
        yield return "--no-new-privs";
    }

    /// <summary>These come from our own configuration; a comma or plus in one would quietly mean more rights.</summary>
    private static string Plain(string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-')
            ? name
            : throw new ArgumentException($"'{name}' is neither a user nor a capability.", nameof(name));
}

/// <summary>A program and its arguments.</summary>
public sealed record ConfinedCommand(string Program, IReadOnlyList<string> Arguments);
