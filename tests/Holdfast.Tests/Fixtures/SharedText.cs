using System.Text;

namespace Holdfast.Tests.Fixtures;

/// <summary>Text that some write while others read.</summary>
internal sealed class SharedText : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_text)
        {
            _text.Append(value);
        }
    }

    public override Task WriteLineAsync(string? value)
    {
        lock (_text)
        {
            _text.Append(value).Append('\n');
        }
        return Task.CompletedTask;
    }

    public override string ToString()
    {
        lock (_text)
        {
            return _text.ToString();
        }
    }
}
