using System.Text;

namespace Holdfast.Terminals;

internal static class SecretPrompt
{
    /// <summary>Longer than any password, and than the line of a pair. Arbitrary, may be increased.</summary>
    private const int Longest = 4000;

    /// <summary>The prompt goes to the error output, so that the output itself can be piped on.</summary>
    public static string? Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var text = new StringBuilder();
        while (text.Length < Longest)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                break;
            }
            Take(text, key);
        }
        Console.Error.WriteLine();
        return text.ToString();
    }

    private static void Take(StringBuilder text, ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Backspace && text.Length > 0)
        {
            text.Length--;
        }
        else if (!char.IsControl(key.KeyChar))
        {
            text.Append(key.KeyChar);
        }
    }
}
