using System.Text;
using Holdfast.Model.Problems;

namespace Holdfast.Model.Csv;

/// <summary>
/// Comma-separated values, RFC 4180, section 2. Beyond it: lines may end in LF or CR alone, empty lines are left out, and the separator
/// may be a semicolon or a tab, whichever stands first in the head, because programs for tables write those in many countries. Bounded by
/// <see cref="CsvLimits"/>; never throws.
/// </summary>
public sealed class CsvReader
{
    private const char Quote = '"';

    private readonly string _text;
    private readonly char _separator;
    private readonly List<CsvRow> _rows = [];
    private readonly List<Problem> _problems = [];
    private int _at;
    private int _line = 1;

    private CsvReader(string text)
    {
        _text = text;
        _separator = SeparatorOf(text);
    }

    public static CsvTable Read(string text)
    {
        var reader = new CsvReader(text);
        reader.ReadRows();
        return new(reader._rows, reader._problems);
    }

    /// <summary>The first that stands outside of quotes; a comma when the head has one column.</summary>
    private static char SeparatorOf(string text)
    {
        var quoted = false;
        foreach (var c in text)
        {
            quoted ^= c == Quote;
            if (!quoted && c is ',' or ';' or '\t')
            {
                return c;
            }

            if (!quoted && c is '\n' or '\r')
            {
                break;
            }
        }

        return ',';
    }

    private void ReadRows()
    {
        while (_at < _text.Length && _problems.Count < CsvLimits.Problems)
        {
            if (_rows.Count == CsvLimits.Rows)
            {
                Refuse(CsvProblems.TooLarge, _line, $"It has more than {CsvLimits.Rows - 1} rows.");
                return;
            }

            var row = ReadRow();
            if (row.Fields is not [""])
            {
                _rows.Add(row);
            }
        }
    }

    private CsvRow ReadRow()
    {
        var (line, fields) = (_line, new List<string>());
        do
        {
            var field = ReadField();
            if (field.Length > CsvLimits.Field)
            {
                Refuse(CsvProblems.TooLarge, line, $"A field has more than {CsvLimits.Field} characters.");
            }

            if (fields.Count == CsvLimits.Columns)
            {
                Refuse(CsvProblems.TooLarge, line, $"There are more than {CsvLimits.Columns} columns.");
                SkipLine();
                break;
            }

            fields.Add(field);
        } while (TakeSeparator());
        TakeLineEnd();
        return new(line, fields);
    }

    private string ReadField()
    {
        var blank = _at;
        while (blank < _text.Length && _text[blank] is ' ' && _text[blank] != _separator)
        {
            blank++;
        }

        if (blank < _text.Length && _text[blank] == Quote)
        {
            _at = blank + 1;
            return ReadQuoted();
        }

        return ReadPlain();
    }

    private string ReadPlain()
    {
        var (from, line) = (_at, _line);
        SkipToEndOfField();
        var field = _text[from.._at];
        if (field.Contains(Quote, StringComparison.Ordinal))
        {
            Refuse(CsvProblems.StrayQuote, line, "");
        }

        return field.Trim();
    }

    private string ReadQuoted()
    {
        var (line, field) = (_line, new StringBuilder());
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (c != Quote)
            {
                _line += c == '\n' || (c == '\r' && Next != '\n') ? 1 : 0;
                field.Append(c);
            }
            else if (Next == Quote)
            {
                field.Append(c);
                _at++;
            }
            else
            {
                EndQuoted(line);
                return field.ToString();
            }
        }

        Refuse(CsvProblems.OpenQuote, line, "");
        return field.ToString();
    }

    /// <summary>Behind the closing quote nothing but the next field may come.</summary>
    private void EndQuoted(int line)
    {
        var from = _at;
        SkipToEndOfField();
        if (!_text.AsSpan(from, _at - from).IsWhiteSpace())
        {
            Refuse(CsvProblems.StrayQuote, line, "");
        }
    }

    private char? Next => _at < _text.Length ? _text[_at] : null;

    private void SkipToEndOfField()
    {
        while (_at < _text.Length && _text[_at] != _separator && _text[_at] is not ('\n' or '\r'))
        {
            _at++;
        }
    }

    private void SkipLine()
    {
        while (Next is not (null or '\n' or '\r'))
        {
            _at++;
        }
    }

    private bool TakeSeparator()
    {
        var found = Next == _separator;
        _at += found ? 1 : 0;
        return found;
    }

    private void TakeLineEnd()
    {
        if (Next is not ('\n' or '\r'))
        {
            return;
        }

        _at += _text[_at] == '\r' && _at + 1 < _text.Length && _text[_at + 1] == '\n' ? 2 : 1;
        _line++;
    }

    private void Refuse(ProblemKind kind, int line, string detail)
    {
        if (_problems.Count < CsvLimits.Problems)
        {
            _problems.Add(kind.At($"line {line}", detail));
        }
    }
}
