using System.Globalization;
using System.Text;
using Holdfast.Failover.Database;
using Holdfast.Failover.Members;
using Holdfast.Linux.Files;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Durable;

/// <summary>What a member must know of its database after a restart: <c>leader|claimant|follower TERM MEMBER alone|in-step</c>.</summary>
internal sealed class DatabaseMemoryFile(string path)
{
    /// <summary>In the order of <see cref="DatabaseMember"/>.</summary>
    private static readonly string[] Words = ["none", "follower", "claimant", "leader"];

    private readonly Lock _writing = new();

    public Outcome<DatabaseMemory> Read()
    {
        try
        {
            return !File.Exists(path) ? DatabaseMemory.Nothing
                : Parse(File.ReadAllText(path)) is { } memory ? memory
                : DatabaseProblems.MemoryDamaged.At(path, "It is not understood.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AgentProblems.HomeUnusable.At(path, e.Message);
        }
    }

    /// <summary>Durable when it returns.</summary>
    /// <exception cref="IOException">It is not known to be stored.</exception>
    public void Write(DatabaseMemory memory)
    {
        var member = Words[(int)memory.Member];
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{member} {memory.Reign.Term} {memory.Reign.Member} {(memory.Alone ? "alone" : "in-step")}\n"
        );
        lock (_writing)
        {
            // One that was given up may still be under way.
            DurableFile.Replace(path, file => file.Write(Encoding.ASCII.GetBytes(line)));
        }
    }

    private static DatabaseMemory? Parse(string text) =>
        text.TrimEnd('\n').Split(' ') is [var who, var term, var member, ("alone" or "in-step") and var how]
        && Array.IndexOf(Words, who) > 0
        && long.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= 0 and <= Epoch.MaximumTerm
        && byte.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new DatabaseMemory(
                (DatabaseMember)Array.IndexOf(Words, who),
                new Epoch(number, new MemberId(id)),
                how == "alone"
            )
            : null;
}
