interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  change(value: string): void;
}

export const Select = ({ label, value, options, change }: SelectProps) => (
  <select className="select" aria-label={label} value={value} onChange={({ target }) => change(target.value)}>
    {options.map(([key, text]) => (
      <option key={key} value={key}>
        {text}
      </option>
    ))}
  </select>
);
