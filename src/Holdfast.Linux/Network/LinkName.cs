using System.Diagnostics.CodeAnalysis;

namespace Holdfast.Linux.Network;

/// <summary>What may be the name of an interface: the kernel's own rule (<c>dev_valid_name</c>), and nothing that a path or shell would take apart.</summary>
public static class LinkName
{
    public const int MaximumLength = 15;

    public static bool IsValid([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 and <= MaximumLength }
        && name is not "." and not ".."
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');

    public static void Require(string name)
    {
        if (!IsValid(name))
        {
            throw new ArgumentException($"'{name}' cannot be the name of an interface.", nameof(name));
        }
    }
}
