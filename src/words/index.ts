/** Every sentence people see, by language. English to begin with. */
