using System.Text.Json;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Configuration;

/// <summary>Reads <c>failover.json</c>.</summary>
public static class FailoverFileReader
{
    private const int LargestFile = 1024 * 1024;

    /// <returns>The configuration, or all that is wrong with it.</returns>
    public static Outcome<FailoverFile> Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LargestFile
                ? Parse(path, File.ReadAllBytes(path))
                : ConfigurationProblems.FileUnusable.At(path, "It is longer than 1 MiB.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ConfigurationProblems.FileUnusable.At(path, e.Message);
        }
    }

    /// <param name="name">Of the file, for what is wrong.</param>
    public static Outcome<FailoverFile> Parse(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            if (JsonSerializer.Deserialize<FailoverFile>(json, ModelJson.Options) is not { } file || HasNull(file))
            {
                return ConfigurationProblems.NotUnderstood.At(name, "Something that is needed is null.");
            }

            var problems = GroupRules.Check(file);
            return problems.Count == 0 ? file : Outcome<FailoverFile>.Failed(problems);
        }
        catch (JsonException wrong)
        {
            return ConfigurationProblems.NotUnderstood.At($"{name} {wrong.Path}", Sentence(wrong));
        }
    }

    /// <summary>The serializer lets null through where the type does not.</summary>
    private static bool HasNull(FailoverFile file) =>
        file is not { Local.Links: not null, Group: { Members: not null, Paths: not null, Units: not null } group }
        || file.Local.Expects is null
        || file.Local.Expects.Any(name => name is null)
        || group.Keys is null
        || group.Witness is { Address: null }
        || group.Reachable is null
        || file.Local.Links.Values.Any(link => link is null)
        || group.Members.Any(member => member is not { Name: not null, Addresses: not null })
        || group.Members.SelectMany(member => member.Addresses).Concat(group.Reachable).Any(address => address is null)
        || group.Paths.Any(path => path is not { Network: not null })
        || group.Units.Any(unit => unit is not { Addresses: not null })
        || group
            .Units.SelectMany(unit => unit.Addresses)
            .Any(one => one is not { Network: not null, Address: not null })
        || group.Keys.Any(key => key is not { Secret: not null })
        || group.Database is { } database && HasNull(database)
        || file.Local.Database is { } local && (local.Folder is null || local.User is null);

    private static bool HasNull(DatabaseConfiguration database) =>
        database is not { Members: not null, Password: not null, ReplicationPassword: not null }
        || database.Members.Any(member => member is not { Address: not null });

    /// <summary>Without the tail in which the serializer repeats the place.</summary>
    private static string Sentence(JsonException wrong) =>
        wrong.Message.Split(" Path:")[0] + (wrong.LineNumber is { } line ? $" Line {line + 1}." : "");
}
