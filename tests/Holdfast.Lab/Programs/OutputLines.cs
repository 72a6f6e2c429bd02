using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Programs;

/// <summary>What a program has printed so far. Safe for several threads.</summary>
public sealed class OutputLines
{
    private readonly Lock gate = new();
    private readonly List<OutputLine> lines = [];

    public IReadOnlyList<OutputLine> All
    {
        get
        {
            lock (gate)
            {
                return lines.ToArray();
            }
        }
    }

    public string Text => string.Join('\n', All.Select(line => line.Text));

    public int Count
    {
        get
        {
            lock (gate)
            {
                return lines.Count;
            }
        }
    }

    public void Add(OutputLine line)
    {
        lock (gate)
        {
            lines.Add(line);
        }
    }

    /// <summary>The first line from <paramref name="from"/> on that contains the text, or null.</summary>
    public OutputLine? Find(string text, int from = 0) =>
        All.Skip(from).FirstOrDefault(line => line.Text.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits for a line that contains the text. Ends early when the program ends.</summary>
    /// <param name="from">Number of lines to pass over.</param>
    /// <exception cref="LabException">It did not come, with all that was printed.</exception>
    public async Task<OutputLine> WaitForAsync(string text, TimeSpan deadline, Func<bool> ended, int from = 0)
    {
        OutputLine? found = null;
        try
        {
            await Wait.UntilAsync(
                $"the line '{text}'",
                deadline,
                () => (found = Find(text, from)) is not null || ended()
            );
        }
        catch (LabException exception)
        {
            throw new LabException($"{exception.Message} Printed was:\n{Text}");
        }

        return found
            ?? Find(text, from)
            ?? throw new LabException($"The program ended without the line '{text}'. Printed was:\n{Text}");
    }
}
