namespace Holdfast.Data;

/// <summary>Tells what was committed. One that throws does not keep the others from being told.</summary>
internal static class AfterCommits
{
    public static void Run(IReadOnlyList<Action> actions)
    {
        List<Exception>? failures = null;
        foreach (var action in actions)
        {
            try
            {
                action();
            }
#pragma warning disable CA1031 // Collected and thrown below.
            catch (Exception e)
#pragma warning restore CA1031
            {
                (failures ??= []).Add(e);
            }
        }

        if (failures is not null)
        {
            throw new AggregateException("Committed, but telling failed.", failures);
        }
    }
}
