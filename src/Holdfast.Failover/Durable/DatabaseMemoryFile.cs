using System.Globalization;
using System.Text;
using Holdfast.Failover.Database;
using Holdfast.Failover.Members;
using Holdfast.Linux.Files;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Durable;

/// <summary>What a member must know of its database after a restart: <c>leader|follower TERM MEMBER alone|in-step</c>.</summary>
internal sealed class DatabaseMemoryFile(string path)
{
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
        var member = memory.Member == DatabaseMember.Leader ? "leader" : "follower";
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
        text.TrimEnd('\n').Split(' ')
            is [("leader" or "follower") and var who, var term, var member, ("alone" or "in-step") and var how]
        && long.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= 0 and <= Epoch.MaximumTerm
        && byte.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new DatabaseMemory(
                who == "leader" ? DatabaseMember.Leader : DatabaseMember.Follower,
                new Epoch(number, new MemberId(id)),
                how == "alone"
            )
            : null;
}
